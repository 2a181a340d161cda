// Evaluates flags through the unmodified OFREP provider of the OpenFeature server SDK.
// stdin: {"baseUrl", "key", "ask": [{"flag", "type", "default", "context"}]}; stdout: {"answers": one evaluation's details
// for each question, "statuses": of all requests that were made}.
import { OpenFeature } from '@openfeature/server-sdk';
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { evaluate, readInput } from './ask.mjs';

const { baseUrl, key, ask } = await readInput();
const statuses = [];
const provider = new OFREPProvider({
  baseUrl,
  headers: [['Authorization', `Bearer ${key}`]],
  fetchImplementation: async (request, init) => {
    const response = await fetch(request, init);
    statuses.push(response.status);
    return response;
  },
});
await OpenFeature.setProviderAndWait(provider);
const client = OpenFeature.getClient();
const answers = [];
for (const question of ask) {
  answers.push(await evaluate(client, question, question.context));
}

await OpenFeature.close();
console.log(JSON.stringify({ answers, statuses }));
