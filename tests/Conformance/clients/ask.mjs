// What both clients share: reading the questions, and asking one with the getter of its type.
export async function readInput() {
  let text = '';
  for await (const chunk of process.stdin) {
    text += chunk;
  }

  return JSON.parse(text);
}

export async function evaluate(client, question, context) {
  const getters = {
    boolean: client.getBooleanDetails,
    string: client.getStringDetails,
    number: client.getNumberDetails,
    json: client.getObjectDetails,
  };
  const details = await getters[question.type].call(client, question.flag, question.default, context);
  const { flagKey, value, reason, variant, errorCode, errorMessage, flagMetadata } = details;
  return { flagKey, value, reason, variant, errorCode, errorMessage, flagMetadata };
}

// Changes something through the admin API.
export async function send(baseUrl, adminToken, { method, path, body }) {
  const response = await fetch(baseUrl + path, {
    method,
    headers: { Authorization: `Bearer ${adminToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  }
}

// Gives up after ten seconds: it ends a run that hangs, and says nothing about speed.
export async function becomes(happened, what) {
  for (let tries = 0; tries < 1000; tries++) {
    if (happened()) {
      return;
    }

    await new Promise((resolve) => setTimeout(resolve, 10));
  }

  throw new Error(`It has not happened that ${what}.`);
}
