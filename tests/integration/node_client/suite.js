// A suite of its own for one test: exercise mode, a fresh data folder, a free port.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export async function startSuite() {
  const folder = mkdtempSync(join(tmpdir(), 'hn-node-'));
  const program = join(process.env.HOUNIAO_BIN_DIR, 'houniao-suite');
  const child = spawn(program, [
    '--listen', '127.0.0.1:0', '--data_dir', join(folder, 'data'),
    '--exercise_date', '2026-03-02', '--log_level', 'warning',
  ], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const port = await portOf(child, ended);
  return {
    target: `127.0.0.1:${port}`,
    // What talentctl finds by itself, too.
    token: readFileSync(join(folder, 'data', 'admin.token'), 'utf8').trim(),
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

function portOf(child, ended) {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^listening on port (\d+)$/.exec(line);
      if (found) resolve(Number(found[1]));
    });
    ended.then((code) => reject(new Error(`houniao-suite ended with code ${code}`)));
  });
}
