// The public interface, read from the schema alone: no generated code.
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { join } from 'node:path';
import protobuf from 'protobufjs';

const SOURCE = process.env.HOUNIAO_SOURCE_DIR;
// As Debian installs the protos of Google's APIs (deploy/install-deps.sh).
const GOOGLE = '/usr/share/gocode/src/github.com/gogo/googleapis';
const CALL_MS = 30_000;

const definition = protoLoader.loadSync([
  'houniao/talent/v1/talent_service.proto',
  'houniao/recruitment/v1/recruitment_service.proto',
  'houniao/api/v1/admin_service.proto',
], {
  includeDirs: [join(SOURCE, 'proto'), GOOGLE],
  keepCase: true,
  defaults: true,
  longs: String,
  enums: String,
  oneofs: true,
});
const schema = grpc.loadPackageDefinition(definition).houniao;

// `client.call('GetTalent', {name})` for each service.
export class Client {
  constructor(Service, target, token) {
    this.stub = new Service(target, grpc.credentials.createInsecure());
    this.token = token;
  }

  // Resolves to {reply, trailers}; rejects with the ServiceError of grpc-js.
  call(method, request) {
    return new Promise((resolve, reject) => {
      let reply;
      const call = this.stub[method](request, this.metadata(), { deadline: Date.now() + CALL_MS },
        (error, answer) => (error ? reject(error) : (reply = answer)));
      call.on('status', (status) => {
        if (status.code === grpc.status.OK) resolve({ reply, trailers: status.metadata });
      });
    });
  }

  // An async iterable of the messages of a server stream.
  stream(method, request) {
    return this.stub[method](request, this.metadata(), { deadline: Date.now() + CALL_MS });
  }

  metadata() {
    const metadata = new grpc.Metadata();
    if (this.token) metadata.set('authorization', `Bearer ${this.token}`);
    return metadata;
  }

  close() {
    this.stub.close();
  }
}

export function clients({ target, token }) {
  return {
    talents: new Client(schema.talent.v1.TalentService, target, token),
    consents: new Client(schema.talent.v1.ConsentService, target, token),
    demands: new Client(schema.recruitment.v1.DemandService, target, token),
    matching: new Client(schema.recruitment.v1.MatchingService, target, token),
    clock: new Client(schema.api.v1.ClockService, target, token),
    stranger: new Client(schema.talent.v1.TalentService, target, ''),
  };
}

// The details of a refusal, decoded from `grpc-status-details-bin`: {ErrorInfo: {...}, ...}.
export function detailsOf(error) {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  const status = decode('google.rpc.Status', bytes);
  const details = {};
  for (const { type_url: type, value } of status.details) {
    const name = type.slice(type.lastIndexOf('/') + 1);
    details[name.slice('google.rpc.'.length)] = decode(name, value);
  }
  return { code: status.code, message: status.message, details };
}

// proto-loader gives stubs; for messages alone there is protobufjs, on which it stands.
const google = new protobuf.Root();
google.resolvePath = (origin, target) =>
  join(target.startsWith('google/protobuf/') ? '/usr/include' : GOOGLE, target);
google.loadSync(['google/rpc/status.proto', 'google/rpc/error_details.proto'], { keepCase: true });

function decode(name, bytes) {
  const type = google.lookupType(name);
  return type.toObject(type.decode(bytes), { bytes: Buffer, arrays: true });
}
