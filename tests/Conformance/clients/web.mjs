// Evaluates flags through the unmodified OFREP web provider: one bulk request for each context, values read locally.
// stdin and stdout as for server.mjs; "changes": [{"context", "ask"}] are asked one after another in one session.
import { OpenFeature } from '@openfeature/web-sdk';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { evaluate, readInput } from './ask.mjs';

const { baseUrl, key, changes } = await readInput();
const statuses = [];
const provider = new OFREPWebProvider({
  baseUrl,
  pollInterval: 0,
  headers: [['Authorization', `Bearer ${key}`]],
  fetchImplementation: async (request, init) => {
    const response = await fetch(request, init);
    statuses.push(response.status);
    return response;
  },
});
await OpenFeature.setContext(changes[0].context);
await OpenFeature.setProviderAndWait(provider);
const client = OpenFeature.getClient();
const answers = [];
for (const [index, change] of changes.entries()) {
  if (index > 0) {
    await OpenFeature.setContext(change.context);
  }

  for (const question of change.ask) {
    answers.push(await evaluate(client, question));
  }
}

await OpenFeature.close();
console.log(JSON.stringify({ answers, statuses }));
