/** The figures as a table for people. */
export function reportText({ node, runs, startUp, wholeRun, planRequests }) {
  return [
    `Medians of ${runs} runs on Node ${node}. Only ratios can be compared between machines.`,
    '',
    ...section('Start-up', [
      ['node -e 0', milliseconds(startUp.bareNode), times(1)],
      ...startUp.commands.map(({ name, milliseconds: time, ratio }) => [
        name,
        milliseconds(time),
        times(ratio),
      ]),
    ]),
    ...section('Whole run on the sandbox, unattended', [
      ...wholeRun.parts.map(({ name, milliseconds: time }) => [name, milliseconds(time)]),
      ['all of it, with the clearing up', milliseconds(wholeRun.milliseconds)],
    ]),
    ...section('plan on a finished set-up', [
      ['requests to authentik', String(planRequests.authentik.length)],
      ['requests to AWS', String(planRequests.aws.length)],
      ['longest chain of dependent requests', planRequests.longestChain.toFixed(1)],
      [
        'from start to end, on loopback',
        milliseconds(planRequests.milliseconds),
        times(planRequests.milliseconds / startUp.bareNode),
      ],
    ]),
    ...list('Asked of authentik', planRequests.authentik),
    ...list('Asked of AWS', planRequests.aws),
  ].join('\n');
}

function section(title, rows) {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map(([name, value, ratio = '']) =>
    `  ${name.padEnd(widths[0])}   ${value.padStart(widths[1])}   ${ratio}`.trimEnd(),
  );
  return [title, ...lines, ''];
}

function list(title, names) {
  return [title, ...names.map((name) => `  ${name}`), ''];
}

function milliseconds(time) {
  return `${Math.round(time)} ms`;
}

function times(ratio) {
  return `${ratio.toFixed(1)} x`;
}
