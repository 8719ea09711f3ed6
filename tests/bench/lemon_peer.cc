#include "tests/bench/lemon_peer.h"

#include <lemon/config.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <chrono>

#include "absl/strings/str_cat.h"

namespace houniao::bench {
namespace {

using Graph = lemon::SmartDigraph;
using Simplex = lemon::NetworkSimplex<Graph, int, int64_t>;
using recruitment::planning::PlanProblem;

// Nodes: talents, demands, and a hub that takes who is not planned and gives what is not filled.
class Network {
 public:
  Network(const PlanProblem& problem, bool circulation)
      : problem_(problem),
        talents_(static_cast<int>(problem.talent_count)),
        demands_(static_cast<int>(problem.demands.size())) {
    const int nodes = talents_ + demands_ + 1;
    graph_.reserveNode(nodes);
    graph_.reserveArc(static_cast<int>(problem.edge_count()) + nodes);
    for (int i = 0; i < nodes; ++i) graph_.addNode();
    for (int d = 0; d < demands_; ++d) {
      for (uint32_t e = problem.first[d]; e < problem.first[d + 1]; ++e) {
        Arc(static_cast<int>(problem.talent[e]), talents_ + d, -problem.score[e], 1);
      }
    }
    for (int t = 0; t < talents_; ++t) {
      circulation ? Arc(nodes - 1, t, 0, 1) : Arc(t, nodes - 1, 0, 1);
    }
    for (int d = 0; d < demands_; ++d) {
      const int seats = problem.demands[d].headcount;
      circulation ? Arc(talents_ + d, nodes - 1, 0, seats) : Arc(nodes - 1, talents_ + d, 0, seats);
    }
  }

  const Graph& graph() const { return graph_; }
  void Put(Simplex& simplex, bool circulation) const {
    Graph::ArcMap<int64_t> costs(graph_);
    Graph::ArcMap<int> capacities(graph_);
    for (int a = 0; a < static_cast<int>(cost_.size()); ++a) {
      costs[graph_.arcFromId(a)] = cost_[a];
      capacities[graph_.arcFromId(a)] = capacity_[a];
    }
    simplex.upperMap(capacities).costMap(costs);
    if (circulation) return;
    Graph::NodeMap<int> supplies(graph_, 0);
    int hub = -talents_;
    for (int t = 0; t < talents_; ++t) supplies[graph_.nodeFromId(t)] = 1;
    for (int d = 0; d < demands_; ++d) {
      supplies[graph_.nodeFromId(talents_ + d)] = -problem_.demands[d].headcount;
      hub += problem_.demands[d].headcount;
    }
    supplies[graph_.nodeFromId(talents_ + demands_)] = hub;
    simplex.supplyMap(supplies);
  }

 private:
  void Arc(int from, int to, int cost, int capacity) {
    graph_.addArc(graph_.nodeFromId(from), graph_.nodeFromId(to));
    cost_.push_back(cost);
    capacity_.push_back(capacity);
  }

  const PlanProblem& problem_;
  const int talents_;
  const int demands_;
  Graph graph_;
  std::vector<int> cost_;
  std::vector<int> capacity_;
};

}  // namespace

std::string LemonSetting::ToString() const {
  static constexpr const char* kRules[] = {"first", "best", "block", "candidates", "altering"};
  return absl::StrCat(circulation ? "circulation" : "transport", ", ", kRules[pivot_rule],
                      mix_arcs ? ", mixed arcs" : "");
}

std::vector<LemonSetting> LemonSettings() {
  std::vector<LemonSetting> settings;
  for (const bool circulation : {true, false}) {
    for (const int rule : {3, 2, 4}) {
      for (const bool mix : {true, false}) settings.push_back({circulation, rule, mix});
    }
  }
  return settings;
}

LemonRun RunLemon(const PlanProblem& problem, const LemonSetting& setting) {
  const Network network(problem, setting.circulation);
  Simplex simplex(network.graph(), setting.mix_arcs);
  network.Put(simplex, setting.circulation);
  const auto begin = std::chrono::steady_clock::now();
  simplex.run(static_cast<Simplex::PivotRule>(setting.pivot_rule));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  return {seconds.count(), -simplex.totalCost<int64_t>()};
}

std::string LemonVersion() { return LEMON_VERSION; }

}  // namespace houniao::bench
