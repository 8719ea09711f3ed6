// What the drivers of the peers share: the job file, the clock, the answer file.
'use strict';
const fs = require('fs');
const path = require('path');

const [jobPath, answerPath] = process.argv.slice(2);
const job = JSON.parse(fs.readFileSync(jobPath, 'utf8'));

// A package of build/peers.
function load(name) {
  return require(require.resolve(name, {paths: [path.dirname(job.modules)]}));
}

function table(name) {
  return path.join(job.folder, name + '.tsv');
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

// `peer`: version(), load(), query(sql) -> [[id, score]...]; query may give its own time in ms as
// the property `ms` of the list, else it is taken here.
async function run(peer) {
  const start = process.hrtime.bigint();
  await peer.load();
  const loadSeconds = Number(process.hrtime.bigint() - start) / 1e9;
  const results = [];
  for (const {name, sql} of job.queries) {
    const times = [], cpu = [];
    let rows = await peer.query(sql);  // warm
    for (let i = 0; i < job.runs; ++i) {
      const cpuStart = process.cpuUsage();
      const queryStart = process.hrtime.bigint();
      rows = await peer.query(sql);
      times.push(rows.ms ?? Number(process.hrtime.bigint() - queryStart) / 1e6);
      const used = process.cpuUsage(cpuStart);
      cpu.push((used.user + used.system) / 1e3);
    }
    results.push({
      name,
      median_ms: median(times),
      cpu_ms: rows.ms === undefined ? median(cpu) : 0,
      runs: times.length,
      rows: rows.map(([id, score]) => [String(id), Number(score)]),
    });
  }
  const answer = {version: await peer.version(), load_s: loadSeconds, results};
  fs.writeFileSync(answerPath, JSON.stringify(answer));
  if (peer.close) await peer.close();
}

function start(peer) {
  run(peer).then(() => process.exit(0), (error) => {
    console.error(error);
    if (peer.close) peer.close();
    process.exit(1);
  });
}

module.exports = {job, load, table, start};
