// MariaDB 10.11: a server of its own on a socket, everything in its buffer pool, an index for each
// way in that the queries have. The server measures the time.
'use strict';
const {execFileSync, spawn} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {table, start} = require('./driver.js');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'houniao-bench-'));
const socket = path.join(folder, 'socket');
let server;

function client(sql) {
  return execFileSync('mariadb', ['--no-defaults', '--batch', '--skip-column-names', '-uroot',
    '--local-infile=1', `--socket=${socket}`, 'bench'], {input: sql, encoding: 'utf8',
    maxBuffer: 1 << 26});
}

async function boot() {
  const data = path.join(folder, 'data');
  execFileSync('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, `--user=${os.userInfo().username}`,
    '--auth-root-authentication-method=normal', '--skip-test-db'], {stdio: 'ignore'});
  server = spawn('/usr/sbin/mariadbd', ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`,
    `--user=${os.userInfo().username}`, '--skip-networking', '--innodb-buffer-pool-size=4G',
    '--innodb-flush-log-at-trx-commit=0', '--innodb-log-file-size=1G', '--local-infile=1',
    '--tmp-table-size=1G', '--max-heap-table-size=1G', '--join-buffer-size=256M',
    '--optimizer-switch=rowid_filter=on,mrr=on', `--pid-file=${path.join(folder, 'pid')}`],
    {stdio: 'ignore'});
  for (let i = 0; i < 600; ++i) {
    try {
      execFileSync('mariadb', ['--no-defaults', '-uroot', `--socket=${socket}`, '-e',
        'CREATE DATABASE IF NOT EXISTS bench'], {stdio: 'ignore'});
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('mariadbd does not start');
}

start({
  async load() {
    await boot();
    const fill = (name, columns) => {
      client(`CREATE TABLE ${name} (${columns}) ENGINE=InnoDB;
        LOAD DATA LOCAL INFILE '${table(name)}' INTO TABLE ${name}; ANALYZE TABLE ${name};`);
    };
    fill('talents', `\`row\` INT UNSIGNED PRIMARY KEY, id BIGINT UNSIGNED, matchable TINYINT,
      education TINYINT, title TINYINT, tier TINYINT, experience TINYINT, status TINYINT UNSIGNED,
      forms SMALLINT UNSIGNED, fee_models TINYINT UNSIGNED, fee INT, region INT UNSIGNED,
      served INT UNSIGNED, terms SMALLINT UNSIGNED, days_per_year SMALLINT, remote SMALLINT,
      consent TINYINT, consent_until INT, integrity_until INT, home_unit BIGINT UNSIGNED,
      major SMALLINT, booked SMALLINT, booked_year SMALLINT, KEY (education, experience)`);
    fill('skills', `skill SMALLINT UNSIGNED, level TINYINT, years TINYINT, verified TINYINT,
      talent INT UNSIGNED, PRIMARY KEY (skill, talent), KEY (talent, skill, level, years, verified)`);
    fill('industries', `industry INT UNSIGNED, talent INT UNSIGNED,
      PRIMARY KEY (industry, talent), KEY (talent, industry)`);
    fill('terms', 'terms SMALLINT UNSIGNED PRIMARY KEY, half_days SMALLINT');
  },
  query(sql) {
    // `row` is a word of the language here.
    const own = sql.replaceAll('t.row', 't.`row`');
    const lines = client(`SELECT SYSDATE(6); ${own}; SELECT SYSDATE(6);`).trim().split('\n');
    const at = (line) => Date.parse(line.slice(0, 23).replace(' ', 'T') + 'Z') +
      Number(line.slice(23, 26)) / 1000;
    const rows = lines.slice(1, -1).map((line) => line.split('\t'));
    rows.ms = at(lines[lines.length - 1]) - at(lines[0]);
    return rows;
  },
  version() {
    return client('SELECT version()').trim();
  },
  close() {
    if (server) server.kill('SIGKILL');
    fs.rmSync(folder, {recursive: true, force: true});
  },
});
