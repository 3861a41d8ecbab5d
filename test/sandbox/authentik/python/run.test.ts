import { describe, expect, it } from 'vitest';
import { parsePython } from '../../../../src/sandbox/authentik/python/parse.js';
import { runPython } from '../../../../src/sandbox/authentik/python/run.js';
import {
  Exception,
  PythonObject,
  Undefined,
} from '../../../../src/sandbox/authentik/python/values.js';

const names = {
  SkipObject: new Exception('SkipObject', {}),
  Unknown: new Undefined('Unknown', {}),
  user: new PythonObject('User', { name: 'Alice Example', attributes: new Map([['team', 'a']]) }),
};

// What is on the right was given by a real Python 3.11.
describe('Python', () => {
  it.each<[string, unknown]>([
    ['return 1 + 2 - 4', -1],
    ['return -1', -1],
    ['return "a" + \'b\' "c"', 'abc'],
    ['return """two\nlines"""', 'two\nlines'],
    ['return "tab\\tquote\\"back\\\\"', 'tab\tquote"back\\'],
    ['return [1, 2] + [3]', [1, 2, 3]],
    ['return ("a", "b")', ['a', 'b']],
    ['return None', null],
    ['pass', null],
    ['return "" or None or "last"', 'last'],
    ['return "first" and "second"', 'second'],
    ['return not []', true],
    ['return "x" if 1 < 2 else "y"', 'x'],
    ['return 2 >= 2 and 1 <= 0', false],
    ['return "b" > "ab" and "a" < "ab"', true],
    ['return "𝒜" > "\uffff"', true],
    ['return "b" in "abc" and "d" not in ["a"]', true],
    ['return None is None and 1 is not None', true],
    ['return {"a": 1} == {"a": 1} and [1] != [2]', true],
    ['return len("👩‍💻")', 3],
    ['return "👍🏽 Thumb"[1:3]', '🏽 '],
    ['return "abc"[-1] + "abc"[:-1] + "abc"[1:]', 'cabbc'],
    ['return [c for c in "a1b2" if c in "ab"]', ['a', 'b']],
    ['return any(c == "b" for c in "abc") and all([])', true],
    ['return " a  b c ".split()', ['a', 'b', 'c']],
    ['return " a  b c ".split(None, 1)', ['a', 'b c ']],
    ['return "a,b,,c".split(",", 2)', ['a', 'b', ',c']],
    ['return "a b c".partition(" ")', ['a', ' ', 'b c']],
    ['return "abc".partition("-")', ['abc', '', '']],
    ['return "-".join("abc")', 'a-b-c'],
    ['return "xxaxx".strip("x") + "ab ".rstrip() + " c".lstrip()', 'aabc'],
    ['return "\u001c\u0085 a\u3000".strip()', 'a'],
    ['return "\ufeffa".strip() == "\ufeffa"', true],
    ['return ["a\u00a0".isprintable(), "é".isprintable(), "".isprintable()]', [false, true, true]],
    ['return "Straße".upper() + "ÄB".lower() + "aXa".replace("a", "b")', 'STRASSEäbbXb'],
    ['return "abc".startswith("a") and "abc".endswith("c")', true],
    ['return " \\t".isspace() and not "".isspace()', true],
    ['return user.name.split(" ")[0]', 'Alice'],
    ['return user.attributes.get("team", "none") + user.attributes.get("other", "none")', 'anone'],
    ['return user.attributes["team"]', 'a'],
    ['a, b = ["x", "y"]\nreturn b + a', 'yx'],
    ['def twice(text):\n    return text + text\nreturn twice("ab")', 'abab'],
    ['if 0:\n    return "a"\nelif []:\n    return "b"\nelse:\n    return "c"', 'c'],
    ['if 1: return "short"', 'short'],
    ['value = (\n    "in "  # a comment\n    "brackets"\n)\n\nreturn value', 'in brackets'],
  ])('runs %s', (source, expected) => {
    expect(runPython(source, names)).toEqual(expected);
  });

  it.each([
    ['return [][0]', 'IndexError: list index out of range'],
    ['return ""[0]', 'IndexError: string index out of range'],
    ['return {"a": 1}["b"]', "KeyError: 'b'"],
    ['return Unknown', "NameError: name 'Unknown' is not defined"],
    ['return None.name', "AttributeError: 'NoneType' object has no attribute 'name'"],
    ['return 1 + "a"', "TypeError: unsupported operand type(s) for +: 'int' and 'str'"],
    ['return 1 < "a"', "TypeError: '<' not supported between instances of 'int' and 'str'"],
    ['a, b = "abc"', 'ValueError: too many values to unpack (expected 2)'],
    ['return "a".split("")', 'ValueError: empty separator'],
    ['return 1()', "TypeError: 'int' object is not callable"],
    ['return [c for c in None]', "TypeError: 'NoneType' object is not iterable"],
    ['raise SkipObject', 'SkipObject'],
  ])('raises in %s', (source, message) => {
    expect(() => runPython(source, names)).toThrow(message);
  });

  it.each([
    ...['return return', 'if True\n    return 1', 'return (1', 'x = = 1', 'for x in y: pass'],
    ...['import os', 'return f"{user}"', 'return lambda: 1', 'return {1, 2}', 'return 1 < 2 < 3'],
    ...['return 2 * 3', 'return other_name', 'user.name = "x"', 'return "\\x41"', 'return a @ b'],
  ])('says what it does with %s', (source) => {
    const message = /^(This sandbox understands only|invalid syntax \(line 1\))/;
    expect(() => runPython(source, names)).toThrow(message);
  });

  it('calls only that no Python what is none', () => {
    expect(() => parsePython('return return')).toThrow('invalid syntax (line 1)');
    expect(() => parsePython('a = 1\nreturn a + if')).toThrow('invalid syntax (line 2)');
    expect(() => parsePython('assert x')).toThrow('not what stands in its line 1');
  });
});
