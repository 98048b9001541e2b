import { describe, expect, it } from 'vitest';

import { aTemplate } from '../../test/records';
import { asksFor, type Field, fieldsOf, type InputSchema, read, shown } from './fields';

function field(schema: InputSchema, required = false): Field {
  const inputs = { type: 'object', required: required ? ['it'] : [], properties: { it: schema } };
  const [found] = fieldsOf(aTemplate({ inputs }), []);
  if (!found) throw new Error('no field');
  return found;
}

describe('a field', () => {
  it.each([
    [{ type: 'string' }, 'text'],
    [{ type: 'string', maxLength: 10_000 }, 'prose'],
    [{ type: 'string', maxLength: 255 }, 'text'],
    [{ type: 'string', format: 'asset' }, 'asset'],
    [{ type: 'integer' }, 'integer'],
    [{ type: 'number' }, 'number'],
    [{ type: ['number', 'object'] }, 'number'],
    [{ type: 'boolean' }, 'switch'],
    [{ enum: ['pan', 'hold'] }, 'choice'],
    [{ type: 'array', items: { type: 'string' } }, 'words'],
    [{ type: 'object' }, 'json'],
    [{}, 'json'],
  ] as const)('of %j is shown as %s', (schema, kind) => expect(field(schema).kind).toBe(kind));

  it('is named and explained by its schema, and asked for in the order of the template', () => {
    const fields = fieldsOf(aTemplate(), ['prompt']);
    expect(fields.map(({ name }) => name)).toEqual(['source', 'move', 'duration', 'loop']);
    expect(fields[2]).toMatchObject({ label: 'Duration', hint: 'Seconds.', required: false });
    expect(field({ type: 'string' }, true)).toMatchObject({ label: 'it', hint: undefined, required: true });
  });
});

it('is asked for by the templates that have it', () => {
  expect([asksFor(aTemplate(), 'move'), asksFor(aTemplate(), 'seed'), asksFor(undefined, 'seed')]).toEqual([
    true,
    false,
    true,
  ]);
});

describe('what is typed', () => {
  it.each([
    [{ type: 'integer', minimum: 1, maximum: 1000 }, ' 1 000 ', { value: 1000 }],
    [{ type: 'integer', minimum: 1 }, '0', { error: 'At least 1.' }],
    [{ type: 'integer', maximum: 9 }, '10', { error: 'At most 9.' }],
    [{ type: 'integer' }, '1.5', { error: 'Invalid: this is a whole number.' }],
    [{ type: 'number' }, '1,5', { value: 1.5 }],
    [{ type: 'number' }, 'many', { error: 'Invalid: this is a number.' }],
    [{ type: 'number' }, '  ', { value: undefined }],
    [{ type: 'string' }, ' by day ', { value: 'by day' }],
    [{ type: 'string', minLength: 4 }, 'day', { error: 'At least 4 characters.' }],
    [{ type: 'array', items: { type: 'string' } }, 'happy, ,sad', { value: ['happy', 'sad'] }],
    [{ type: 'object' }, '{"a": [1]}', { value: { a: [1] } }],
    [{ type: ['number', 'object'], maximum: 2 }, '{"c1": 0.5}', { value: { c1: 0.5 } }],
    [{ type: ['number', 'object'], maximum: 2 }, '0.5', { value: 0.5 }],
    [{ type: 'object' }, '{', { error: 'Invalid: this is JSON.' }],
  ] as const)('for %j as %j is %j', (schema, text, result) => {
    expect(read(field(schema as InputSchema), text)).toEqual(result);
  });

  it('is asked for where it must be there', () => {
    expect(read(field({ type: 'string' }, true), '')).toEqual({ error: 'This is required.' });
  });

  it('stands there again as it was', () => {
    expect(shown('words', ['happy', 'sad'])).toBe('happy, sad');
    expect(shown('json', { a: 1 })).toBe('{"a":1}');
    expect(shown('number', 1.5)).toBe('1.5');
    expect(shown('number', { c1: 0.5 })).toBe('{"c1":0.5}');
    expect(shown('text', undefined)).toBe('');
  });
});
