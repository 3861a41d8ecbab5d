import { expect, test } from 'vitest';
import { planText } from '../../src/terminal/plan-view.js';
import { nothingKnownText, undoneText, undoWords } from '../../src/terminal/undo-view.js';
import { planned, planOf } from './example-plan.js';
import { screen, tooWide } from './screen.js';

const sync = planned({
  ...{ id: 'stop-sync', title: 'Stop the sync', guide: [], place: 'authentik' },
  state: 'in-place',
});
const application = planned({
  ...{ id: 'application', title: 'Take away the application', guide: [], place: 'authentik' },
  state: 'to-do',
  changes: [
    {
      action: 'delete',
      object: 'application "aws" with 1 group binding',
      why: 'nobody can sign in to AWS through authentik; its tile is gone',
    },
  ],
});

test('the plan says what goes, and beneath it what that does to whom', () => {
  const text = planText(planOf([sync, application]), screen(), undoWords);
  expect(text).toContain(`\
What undo would do   (- delete)
  ✓ 1 Stop the sync               nothing to do
  - 2 Take away the application   authentik
      - application "aws" with 1 group binding
          nobody can sign in to AWS through authentik; its tile is gone`);
  expect(tooWide(text)).toEqual([]);
});

test('at the end it says that nothing is left, that people stay in AWS, and what comes next', () => {
  const next = ['To set up anew: authentik-aws setup'];
  expect(undoneText({ plan: planOf([sync]), acted: true, left: [], next }, screen())).toBe(`\
✓ Undone. Nothing that this tool made is left.

Users, groups and assignments in AWS stay as they are: authentik neither changes
nor deletes them any more.

Next
  To set up anew: authentik-aws setup`);
});

test('what is not finished or stays is named', () => {
  const open = planOf([sync, application]);
  const text = undoneText({ plan: open, acted: true, left: [], next: [] }, screen());
  expect(text).toContain('▲ Not finished. 1 step left: Take away the application.');
  const left = ['AWS signing'];
  const kept = undoneText({ plan: planOf([sync]), acted: false, left, next: [] }, screen());
  expect(kept).toContain('✓ Nothing to do. What stays, for the reasons above: "AWS signing".');
});

test('as long as authentik may send something it does not say that it sends nothing', () => {
  const sends = planOf([{ ...sync, state: 'to-do' }]);
  const text = undoneText({ plan: sends, acted: true, left: [], next: [] }, screen());
  expect(text).not.toContain('any more');
});

test('names and paths of others cannot move the cursor', () => {
  const report = {
    statePath: '/tmp/\u001b[2Jstate.json',
    undoneAt: undefined,
    lookalikes: [{ kind: 'application', name: 'aws\u001b[2J', link: 'https://auth.example.com' }],
  };
  const text = nothingKnownText(report, screen());
  expect(text).not.toContain('\u001b');
  expect(text).toContain('What looks like it, by its name alone');
});
