// Evaluates features with the unmodified GrowthBook SDK, changes them through the admin API meanwhile, and waits for the
// stream to bring the change.
// stdin: {"baseUrl", "key", "adminToken", "options", "features", "steps": [{"attributes" | "change" | "url"}]}; "options"
// go to the SDK's constructor. stdout: {"answers": [features' results, first and after each step], "requests": [{"method",
// "path", "status", "sse"}], "exposures"}.
import { GrowthBook, setPolyfills } from '@growthbook/growthbook';
import { EventSource } from 'eventsource';
import { becomes, readInput, send } from './ask.mjs';

const { baseUrl, key, adminToken, options, features, steps } = await readInput();
const requests = [];
const exposures = [];
setPolyfills({
  EventSource,
  fetch: async (address, init) => {
    const response = await fetch(address, init);
    const path = new URL(address).pathname.replace(key, '{key}');
    requests.push({
      method: init?.method ?? 'GET', path, status: response.status, sse: response.headers.get('x-sse-support'),
    });
    return response;
  },
});
const growthbook = new GrowthBook({
  apiHost: baseUrl,
  clientKey: key,
  trackingCallback: (experiment, result) => exposures.push({ experiment, result }),
  ...options,
});
const { success, error } = await growthbook.init({ timeout: 10_000, streaming: true });
if (!success) {
  console.log(JSON.stringify({ error: String(error), requests }));
  process.exit(0);
}

const evaluate = () => features.map((feature) => {
  const { value, on, source, ruleId, experiment, experimentResult } = growthbook.evalFeature(feature);
  return { value, on, source, ruleId, experiment, experimentResult };
});
const answers = [evaluate()];
for (const step of steps ?? []) {
  const before = JSON.stringify(evaluate());
  if (step.attributes) {
    await growthbook.setAttributes(step.attributes);
  } else if (step.url) {
    await growthbook.setURL(step.url);
  } else {
    await send(baseUrl, adminToken, step.change);
    await becomes(() => JSON.stringify(evaluate()) !== before, 'the stream brings the change');
  }

  answers.push(evaluate());
}

growthbook.destroy();
console.log(JSON.stringify({ answers, requests, exposures }));
process.exit(0);
