import { expect, it } from 'vitest';
import {
  columnOf,
  formOf,
  linkOf,
  readPage,
  shownValue,
} from '../../../src/sandbox/person/page.js';

const page = readPage(
  'http://127.0.0.1/console/settings',
  `<!DOCTYPE html>
<html><body><h1>Settings &amp; more</h1>
<p role="alert">Not <b>allowed</b></p>
<a href="/console/users">Users</a> <a href="?tab=two">Second
tab</a>
<dl><dt>First</dt><dd>1</dd></dl><dl><dt>Second</dt><dd>2 &lt; 3</dd></dl>
<table><tr><th>Name</th><th>Status</th></tr><tr><td>a</td><td>on</td></tr></table>
<form action="elsewhere" method="post"><button>Other</button></form>
<form method="post" enctype="multipart/form-data">
<label>Choice A <input type="radio" name="choice" value="a" /></label>
<button>Next</button></form></body></html>`,
);

it('reads heading, message, links and values', () => {
  expect(page.heading).toBe('Settings & more');
  expect(page.alert).toBe('Not allowed');
  expect(linkOf(page, 'Users')).toBe('http://127.0.0.1/console/users');
  expect(linkOf(page, 'Second tab')).toBe('http://127.0.0.1/console/settings?tab=two');
  expect(shownValue(page, 'Second')).toBe('2 < 3');
  expect(columnOf(page, 'Status')).toEqual(['on']);
});

it('finds a form by its button and reads its fields', () => {
  expect(formOf(page, 'Next')).toEqual({
    action: 'http://127.0.0.1/console/settings',
    method: 'post',
    encoding: 'multipart/form-data',
    fields: [{ label: 'Choice A', name: 'choice', type: 'radio', value: 'a' }],
  });
  expect(formOf(page, 'Other').action).toBe('http://127.0.0.1/console/elsewhere');
});

it('names the page and what it lacks', () => {
  const where = 'The page "Settings & more"';
  expect(() => linkOf(page, 'Help')).toThrow(`${where} has no link "Help"`);
  expect(() => shownValue(page, 'Third')).toThrow(`${where} shows no "Third"`);
  expect(() => columnOf(page, 'Owner')).toThrow(`${where} has no column "Owner"`);
  expect(() => formOf(page, 'Save')).toThrow(`${where} has no button "Save"`);
});

it('refuses a page that is not well-formed', () => {
  expect(() => readPage('http://127.0.0.1/x', '<p><b></p>')).toThrow(
    'The page http://127.0.0.1/x cannot be read',
  );
  expect(() => readPage('http://127.0.0.1/x', '')).toThrow('cannot be read');
});
