// Evaluates flags through the unmodified OFREP web provider: one bulk request for each context, values read locally.
// stdin and stdout as for server.mjs; "changes": [{"context" | "change", "ask"}] are asked one after another in one
// session; "change" goes to the admin API, and the provider's stream must bring it. Without any there is no stream, so
// that every request is one that a new context has caused.
import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { EventSource } from 'eventsource';
import { becomes, evaluate, readInput, send } from './ask.mjs';

const { baseUrl, key, adminToken, changes } = await readInput();
const statuses = [];
const queries = [];
let streams = 0;
globalThis.EventSource = class extends EventSource {
  constructor(address) {
    super(address);
    this.addEventListener('open', () => streams++);
  }
};
const provider = new OFREPWebProvider({
  baseUrl,
  pollInterval: 0,
  changeDetection: changes.some((change) => change.change) ? 'sse' : 'none',
  headers: [['Authorization', `Bearer ${key}`]],
  fetchImplementation: async (request, init) => {
    const response = await fetch(request, init);
    statuses.push(response.status);
    queries.push(new URL(request.url ?? request).search);
    return response;
  },
});
let configurationChanges = 0;
OpenFeature.addHandler(ProviderEvents.ConfigurationChanged, () => configurationChanges++);
await OpenFeature.setContext(changes[0].context);
await OpenFeature.setProviderAndWait(provider);
const client = OpenFeature.getClient();
const answers = [];
for (const [index, change] of changes.entries()) {
  if (change.change) {
    const before = configurationChanges;
    await becomes(() => streams > 0, 'the stream is open');
    await send(baseUrl, adminToken, change.change);
    await becomes(() => configurationChanges > before, 'the stream brings the change');
  } else if (index > 0) {
    await OpenFeature.setContext(change.context);
  }

  for (const question of change.ask) {
    answers.push(await evaluate(client, question));
  }
}

await OpenFeature.close();
console.log(JSON.stringify({ answers, statuses, queries, streams }));
process.exit(0);
