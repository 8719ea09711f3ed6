// ledger, report: the books, and how much was done on time.
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/output/cells.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::benefits::v1;

struct LedgerArguments {
  std::string budget;
  std::string filter;
  int limit = 50;
};

struct ReportArguments {
  std::string from;
  std::string to;
  std::string policy;
  std::string department;
};

Table CheckTable(const pb::VerifyLedgerResponse& reply) {
  Table table({{"RULE"},
               {"IN WORDS", Align::kLeft, true},
               {"CHECKED", Align::kRight},
               {"BROKEN", Align::kRight}});
  for (const pb::InvariantCheck& check : reply.checks()) {
    table.Add({check.key(), check.title(), absl::StrCat(check.checked_count()),
               Cell(absl::StrCat(check.violation_count()),
                    check.violation_count() > 0 ? Colour::kBad : Colour::kGood)});
  }
  return table;
}

absl::Status Verify(Session& session, const LedgerArguments& arguments) {
  pb::VerifyLedgerRequest request;
  if (!arguments.budget.empty()) request.set_budget(NameOf("budget", arguments.budget));
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::VerifyLedgerResponse>(
                       "houniao.benefits.v1.LedgerService.VerifyLedger", request));
  session.Show(reply, [&] {
    session.Print(CheckTable(reply));
    if (reply.violations_size() > 0) {
      Table table({{"RULE"}, {"WHERE"}, {"HOW", Align::kLeft, true}});
      for (const pb::LedgerViolation& violation : reply.violations()) {
        table.Add({violation.invariant(), violation.subject(), violation.message()});
      }
      session.Print(table);
    }
    session.Print(absl::StrCat("ledger ", reply.intact() ? "intact" : "NOT INTACT", ": ",
                               reply.transfer_count(), " transfers, ", reply.entry_count(),
                               " entries"));
  });
  if (!reply.intact()) session.NoteFindings();
  return absl::OkStatus();
}

Table EntryTable(const pb::ListLedgerEntriesResponse& reply) {
  Table table({{"POSTED"},
               {"KIND"},
               {"ACCOUNT"},
               {"DEBIT", Align::kRight},
               {"CREDIT", Align::kRight},
               {"PAYMENT"},
               {"BY"}});
  for (const pb::LedgerEntry& entry : reply.ledger_entries()) {
    const std::string amount = YuanText(entry.amount_fen());
    const bool debit = entry.side() == pb::LedgerEntry::DEBIT;
    table.Add({TimeText(entry.post_time()), EnumText(entry.kind()), entry.account(),
               debit ? amount : "", debit ? "" : amount, entry.payment(), entry.actor()});
  }
  return table;
}

absl::Status List(Session& session, const LedgerArguments& arguments) {
  pb::ListLedgerEntriesRequest request;
  request.set_filter(arguments.filter);
  pb::ListLedgerEntriesResponse all;
  do {
    request.set_page_size(std::min(500, arguments.limit - all.ledger_entries_size()));
    ASSIGN_OR_RETURN(const auto page,
                     session.connection().Call<pb::ListLedgerEntriesResponse>(
                         "houniao.benefits.v1.LedgerService.ListLedgerEntries", request));
    all.mutable_ledger_entries()->MergeFrom(page.ledger_entries());
    all.set_next_page_token(page.next_page_token());
    request.set_page_token(page.next_page_token());
  } while (!all.next_page_token().empty() && all.ledger_entries_size() < arguments.limit);
  session.Show(all, [&] { session.Print(EntryTable(all)); });
  return absl::OkStatus();
}

void AddRow(const std::string& by, const pb::OnTimeRow& row, Table* table) {
  const bool anything = row.on_time_count() + row.late_count() + row.overdue_count() > 0;
  table->Add(
      {by, row.key(), row.title(), absl::StrCat(row.on_time_count()),
       Cell(absl::StrCat(row.late_count()), row.late_count() > 0 ? Colour::kBad : Colour::kNone),
       absl::StrCat(row.open_count()),
       Cell(absl::StrCat(row.overdue_count()),
            row.overdue_count() > 0 ? Colour::kBad : Colour::kNone),
       absl::StrCat(row.unknown_count()), absl::StrCat(row.legal_late_count()),
       absl::StrCat(row.median_working_days()), anything ? PercentText(row.on_time_bp()) : ""});
}

absl::Status OnTime(Session& session, const ReportArguments& arguments) {
  pb::GetOnTimeReportRequest request;
  ASSIGN_OR_RETURN(const auto range, RangeOf(arguments.from, arguments.to));
  if (range.has_start_date() || range.has_end_date()) *request.mutable_period() = range;
  if (!arguments.policy.empty()) request.set_policy(NameOf("policy", arguments.policy));
  request.set_department(arguments.department);
  ASSIGN_OR_RETURN(const auto report,
                   session.connection().Call<pb::OnTimeReport>(
                       "houniao.benefits.v1.ReportService.GetOnTimeReport", request));
  session.Show(report, [&] {
    Table table({{"BY"},
                 {"KEY"},
                 {"TITLE", Align::kLeft, true},
                 {"ON TIME", Align::kRight},
                 {"LATE", Align::kRight},
                 {"OPEN", Align::kRight},
                 {"OVERDUE", Align::kRight},
                 {"UNKNOWN", Align::kRight},
                 {"LEGAL LATE", Align::kRight},
                 {"MEDIAN DAYS", Align::kRight},
                 {"RATE", Align::kRight}});
    for (const auto& row : report.policies()) AddRow("policy", row, &table);
    for (const auto& row : report.departments()) AddRow("department", row, &table);
    for (const auto& row : report.steps()) AddRow("step", row, &table);
    AddRow("total", report.total(), &table);
    session.Print(absl::StrCat("Steps open in ", RangeText(report.period()), ", as of ",
                               TimeText(report.report_time())));
    session.Print(table);
  });
  return absl::OkStatus();
}

}  // namespace

void AddLedgerCommands(CommandTree& tree) {
  CLI::App* group = tree.Group("ledger", "The double-entry ledger: verify, list", kBenefits);
  auto verify = std::make_shared<LedgerArguments>();
  CLI::App* verifying =
      tree.Command(group, "verify", "Check every rule of the ledger on all that is stored",
                   "  talentctl ledger verify\n"
                   "  talentctl ledger verify --budget flexible-talent-2026\n",
                   [verify](Session& session) { return Verify(session, *verify); });
  verifying->add_option("--budget", verify->budget, "This budget alone");

  auto list = std::make_shared<LedgerArguments>();
  CLI::App* listing =
      tree.Command(group, "list", "Entries in posting order, in yuan",
                   "  talentctl ledger list --filter 'budget=\"budgets/flexible-talent-2026\"'\n",
                   [list](Session& session) { return List(session, *list); });
  listing->add_option("--filter", list->filter,
                      "AIP-160 over transfer, kind, account, budget, payment");
  listing->add_option("--limit", list->limit, "Most entries")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();

  CLI::App* reports = tree.Group("report", "Figures about the work itself", kBenefits);
  auto report = std::make_shared<ReportArguments>();
  CLI::App* on_time =
      tree.Command(reports, "on-time", "How much was done on time, by policy, department and step",
                   "  talentctl report on-time --from 2026-01-01 --to 2026-06-30\n"
                   "  talentctl report on-time --policy ningde-flexible-2020\n",
                   [report](Session& session) { return OnTime(session, *report); });
  on_time->add_option("--from", report->from, "First day [of the year]");
  on_time->add_option("--to", report->to, "Last day [today]");
  on_time->add_option("--policy", report->policy, "This policy alone");
  on_time->add_option("--department", report->department, "This department alone");
}

}  // namespace houniao::talentctl
