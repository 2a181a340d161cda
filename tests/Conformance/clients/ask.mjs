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
