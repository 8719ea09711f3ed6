// A client that is not written in C++ lists, gets, matches, watches, and is told what was wrong.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import { clients, detailsOf } from './api.js';
import { startSuite } from './suite.js';

let suite;
let api;

const EXPERTS = [
  { id: 'shen', display_name: '沈月华', years: 18 },
  { id: 'gao', display_name: '高志远', years: 6 },
  { id: 'lin', display_name: '林秋生', years: 3 },
];

function profileOf({ display_name, years }) {
  return {
    display_name,
    employment: { status: 'EMPLOYMENT_STATUS_RETIRED' },
    skills: [{ skill: 'energy-storage-pcs', level: 'SKILL_LEVEL_EXPERT', years }],
    flexible_terms: {
      forms: ['ENGAGEMENT_FORM_SEASONAL'], days_per_year: 90, regions: ['3509'],
      fee_models: ['FEE_MODEL_DAILY'],
    },
  };
}

before(async () => {
  suite = await startSuite();
  api = clients(suite);
  for (const expert of EXPERTS) {
    await api.talents.call('CreateTalent',
      { talent_id: expert.id, talent: profileOf(expert), request_id: randomUUID() });
    await api.consents.call('CreateConsent', {
      parent: `talents/${expert.id}`,
      consent: { purpose: 'SHARE_WITH_EMPLOYERS', notice_version: '2026-1' },
    });
  }
  await api.demands.call('CreateEmployer', {
    employer_id: 'ningchu',
    employer: {
      credit_code: '91350982MADEM037X0', title: '宁储（演示）有限公司', industry: 'C3849',
      region: '350902',
    },
  });
  await api.demands.call('CreateDemand', {
    demand_id: 'winter',
    demand: {
      employer: 'employers/ningchu', title: '储能 PCS 专家', headcount: 1,
      requirements: [{
        key: 'pcs', necessity: 'MUST',
        skill: { skill: 'energy-storage-pcs', min_level: 'SKILL_LEVEL_SKILLED', min_years: 5 },
      }],
      forms: ['ENGAGEMENT_FORM_SEASONAL'],
      period: {
        start_date: { year: 2026, month: 12, day: 1 }, end_date: { year: 2027, month: 3, day: 31 },
      },
      day_count: 63, fee_model: 'FEE_MODEL_DAILY', day_fee_fen: 300000,
    },
  });
});

after(async () => {
  Object.values(api ?? {}).forEach((client) => client.close());
  if (suite) assert.equal(await suite.stop(), 0);
});

test('lists, page by page', async () => {
  const names = [];
  let page_token = '';
  do {
    const { reply } = await api.talents.call('ListTalents',
      { page_size: 2, page_token, filter: 'skills: "energy-storage-pcs"' });
    names.push(...reply.talents.map((talent) => talent.name));
    page_token = reply.next_page_token;
  } while (page_token);
  assert.deepEqual(names, ['talents/gao', 'talents/lin', 'talents/shen']);
});

test('gets, and hears that this is an exercise', async () => {
  const { reply, trailers } = await api.talents.call('GetTalent', { name: 'talents/shen' });
  assert.equal(reply.display_name, '沈月华');
  assert.equal(reply.skills[0].years, 18);
  assert.equal(reply.state, 'ACTIVE');
  assert.match(reply.etag, /^".+"$/);
  assert.match(String(trailers.get('x-houniao-exercise')), /2026-03-02/);
});

test('matches, with points that sum to the score', async () => {
  const { reply: newest } = await api.talents.call('UpdateTalent',
    { talent: { name: 'talents/gao', source: 'node' }, update_mask: { paths: ['source'] } });
  assert.equal(newest.source, 'node');
  let reply;
  // The match follows the register; ask until it has seen all three.
  for (const until = Date.now() + 20_000; Date.now() < until;) {
    ({ reply } = await api.matching.call('MatchTalents', { demand: 'demands/winter', top_k: 10 }));
    if (reply.eligible_count === '2') break;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  assert.deepEqual(reply.candidates.map((candidate) => candidate.talent),
    ['talents/shen', 'talents/gao']);
  for (const candidate of reply.candidates) {
    const points = candidate.criteria.reduce((sum, part) => sum + part.points, 0);
    assert.equal(points, candidate.score);
  }
  const { reply: why } = await api.matching.call('ExplainMatch',
    { demand: 'demands/winter', talent: 'talents/lin' });
  assert.equal(why.eligible, false);
  assert.equal(why.first_failed_gate.requirement, 'pcs');
});

test('watches: a snapshot, then what changes', async () => {
  const watch = api.talents.stream('WatchTalents', { heartbeat_interval: { seconds: 1 } });
  const seen = [];
  let changed;
  try {
    for await (const message of watch) {
      if (message.payload === 'snapshot') {
        seen.push(...message.snapshot.talents.map((talent) => talent.name));
      } else if (message.payload === 'snapshot_end') {
        assert.equal(message.snapshot_end.resource_count, '3');
        assert.ok(message.resume_token);
        await api.talents.call('UpdateTalent', {
          talent: { name: 'talents/lin', region: '310115' }, update_mask: { paths: ['region'] },
        });
      } else if (message.payload === 'changes') {
        [changed] = message.changes.changes;
        break;
      }
    }
  } catch (error) {
    if (error.code !== grpc.status.CANCELLED) throw error;
  } finally {
    watch.cancel();
  }
  assert.deepEqual(seen.sort(), ['talents/gao', 'talents/lin', 'talents/shen']);
  assert.equal(changed.talent.region, '310115');
});

test('a bad request says reason, fields and what to do', async () => {
  const bad = profileOf(EXPERTS[0]);
  bad.skills.push({ skill: 'Flying High' });
  bad.region = '999999';
  const error = await api.talents.call('CreateTalent', { talent_id: 'bad', talent: bad })
    .then(() => assert.fail('must be refused'), (refusal) => refusal);
  assert.equal(error.code, grpc.status.INVALID_ARGUMENT);
  const { details } = detailsOf(error);
  assert.equal(details.ErrorInfo.reason, 'INVALID_FIELD');
  assert.ok(details.ErrorInfo.metadata.hint, 'a hint');
  const fields = details.BadRequest.field_violations.map((violation) => violation.field);
  assert.deepEqual(fields.sort(), ['talent.region', 'talent.skills[1].skill']);
  for (const violation of details.BadRequest.field_violations) {
    assert.ok(violation.description.length > 5, violation.description);
  }
});

test('a refusal of the domain names what is in the way', async () => {
  const error = await api.talents.call('GetTalent', { name: 'talents/nobody' })
    .then(() => assert.fail('must be refused'), (refusal) => refusal);
  assert.equal(error.code, grpc.status.NOT_FOUND);
  const { details } = detailsOf(error);
  assert.equal(details.ErrorInfo.reason, 'TALENT_NOT_FOUND');
  assert.equal(details.ResourceInfo.resource_name, 'talents/nobody');
});

test('a stranger is told how to come in', async () => {
  const error = await api.stranger.call('GetTalent', { name: 'talents/shen' })
    .then(() => assert.fail('must be refused'), (refusal) => refusal);
  assert.equal(error.code, grpc.status.UNAUTHENTICATED);
  const { details } = detailsOf(error);
  assert.equal(details.ErrorInfo.reason, 'CREDENTIALS_MISSING');
  assert.match(details.ErrorInfo.metadata.hint, /Bearer/);
});
