// Evaluates flags through the unmodified OFREP provider of the OpenFeature server SDK.
// stdin: {"baseUrl", "key", "ask": [{"flag", "type", "default", "context"}]}; stdout: one JSON array of evaluation details.
import { OpenFeature } from '@openfeature/server-sdk';
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { evaluate, readInput } from './ask.mjs';

const { baseUrl, key, ask } = await readInput();
const provider = new OFREPProvider({ baseUrl, headers: [['Authorization', `Bearer ${key}`]] });
await OpenFeature.setProviderAndWait(provider);
const client = OpenFeature.getClient();
const answers = [];
for (const question of ask) {
  answers.push(await evaluate(client, question, question.context));
}

await OpenFeature.close();
console.log(JSON.stringify(answers));
