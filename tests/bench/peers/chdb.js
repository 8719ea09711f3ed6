// ClickHouse in process: MergeTree tables ordered by what is asked for, merged into one part.
'use strict';
const {load, table, start} = require('./driver.js');
const {Session} = load('chdb');

const session = new Session();
const run = (sql) => session.query(sql, 'TabSeparated');

start({
  load() {
    run('CREATE DATABASE bench ENGINE = Atomic');
    const fill = (name, columns, order) => {
      run(`CREATE TABLE bench.${name} (${columns}) ENGINE = MergeTree ORDER BY (${order})`);
      run(`INSERT INTO bench.${name} SELECT * FROM file('${table(name)}', 'TSV', '${columns}')`);
      run(`OPTIMIZE TABLE bench.${name} FINAL`);
    };
    fill('talents', `row UInt32, id UInt64, matchable UInt8, education Int8, title Int8, tier Int8,
      experience Int16, status UInt8, forms UInt16, fee_models UInt8, fee Int64, region UInt32,
      served UInt32, terms UInt16, days_per_year Int16, remote Int16, consent UInt8,
      consent_until UInt16, integrity_until UInt16, home_unit UInt64, major Int16, booked Int16,
      booked_year Int16`, 'row');
    fill('skills', 'skill UInt16, level UInt8, years UInt8, verified UInt8, talent UInt32',
         'skill, level, talent');
    fill('industries', 'industry UInt32, talent UInt32', 'industry, talent');
    fill('terms', 'terms UInt16, half_days Int16', 'terms');
    run('USE bench');
  },
  query(sql) {
    const text = run(`${sql} SETTINGS max_threads = 1`);
    return text.trim().split('\n').filter(Boolean).map((line) => line.split('\t'));
  },
  version() {
    return run('SELECT version()').trim();
  },
  close() {
    session.cleanup();
  },
});
