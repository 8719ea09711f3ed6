// DuckDB: in memory, talents in the engine's order, the side tables sorted by what is asked for so
// that zone maps skip the rest. Skills in a table of their own are faster here than in lists.
'use strict';
const {load, table, start} = require('./driver.js');
const {DuckDBInstance} = load('@duckdb/node-api');

let connection;
const csv = (name, columns) =>
  `read_csv('${table(name)}', delim='\t', header=false, columns={${columns}})`;

start({
  async load() {
    const instance = await DuckDBInstance.create(':memory:', {threads: '2'});
    connection = await instance.connect();
    await connection.run(`CREATE TABLE talents AS SELECT * FROM ${csv('talents', `
      'row': 'UINTEGER', 'id': 'UBIGINT', 'matchable': 'UTINYINT', 'education': 'INTEGER',
      'title': 'INTEGER', 'tier': 'INTEGER', 'experience': 'INTEGER', 'status': 'UTINYINT',
      'forms': 'USMALLINT', 'fee_models': 'UTINYINT', 'fee': 'INTEGER', 'region': 'UINTEGER',
      'served': 'UINTEGER', 'terms': 'USMALLINT', 'days_per_year': 'INTEGER',
      'remote': 'INTEGER', 'consent': 'UTINYINT', 'consent_until': 'USMALLINT',
      'integrity_until': 'USMALLINT', 'home_unit': 'UBIGINT', 'major': 'INTEGER',
      'booked': 'INTEGER', 'booked_year': 'INTEGER'`)}`);
    await connection.run(`CREATE TABLE skills AS SELECT * FROM ${csv('skills', `
      'skill': 'INTEGER', 'level': 'INTEGER', 'years': 'INTEGER', 'verified': 'INTEGER',
      'talent': 'UINTEGER'`)} ORDER BY skill, level DESC, talent`);
    await connection.run(`CREATE TABLE industries AS SELECT * FROM ${csv('industries', `
      'industry': 'UINTEGER', 'talent': 'UINTEGER'`)} ORDER BY industry, talent`);
    await connection.run(`CREATE TABLE terms AS SELECT * FROM ${csv('terms', `
      'terms': 'USMALLINT', 'half_days': 'INTEGER'`)}`);
    await connection.run('SET threads = 1');
  },
  async query(sql) {
    return (await connection.runAndReadAll(sql)).getRows();
  },
  async version() {
    return (await connection.runAndReadAll('SELECT version()')).getRows()[0][0];
  },
});
