import type { FunctionTemplate } from '$lib/api';

/** The words of JSON Schema that a form understands; see the backend's `functions/vocabulary.py`. */
export interface InputSchema {
  type?: string | readonly string[];
  enum?: readonly (string | number)[];
  title?: string;
  description?: string;
  format?: string;
  accept?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  items?: InputSchema;
}

export type Kind = 'text' | 'prose' | 'number' | 'integer' | 'choice' | 'switch' | 'asset' | 'words' | 'json';

/** One input of a template, as a form shows it. */
export interface Field {
  name: string;
  label: string;
  hint: string | undefined;
  kind: Kind;
  required: boolean;
  schema: InputSchema;
}

/** Names and paths stay on one line, however long they may be. */
const PROSE_FROM = 1000;

/** Whether a template has an input of this name; one that is not known yet may. */
export function asksFor(template: FunctionTemplate | undefined, name: string): boolean {
  return !template || name in ((template.inputs['properties'] ?? {}) as object);
}

/** In the template's order, but for those that are shown elsewhere. */
export function fieldsOf({ inputs }: FunctionTemplate, elsewhere: readonly string[]): Field[] {
  const properties = Object.entries((inputs['properties'] ?? {}) as Record<string, InputSchema>);
  const required = (inputs['required'] ?? []) as string[];
  return properties
    .filter(([name]) => !elsewhere.includes(name))
    .map(([name, schema]) => ({
      name,
      label: schema.title ?? name,
      hint: schema.description,
      kind: kindOf(schema),
      required: required.includes(name),
      schema,
    }));
}

function kindOf(schema: InputSchema): Kind {
  if (schema.enum) return 'choice';
  if (schema.format === 'asset') return 'asset';
  if (schema.type === 'boolean') return 'switch';
  if (schema.type === 'integer' || schema.type === 'number') return schema.type;
  if (schema.type?.includes('number')) return 'number';
  if (schema.type === 'array' && schema.items?.type === 'string') return 'words';
  if (schema.type === 'string') return (schema.maxLength ?? 0) > PROSE_FROM ? 'prose' : 'text';
  return 'json';
}

/** A value as it stands in an input. */
export function shown(kind: Kind, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (kind === 'words' && Array.isArray(value)) return value.join(', ');
  return kind === 'json' || typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What was typed: a value, nothing at all, or why it can't be. */
export type Read = { value: unknown } | { error: string };

export function read({ kind, schema, required }: Field, typed: string): Read {
  const text = typed.trim();
  if (!text) return required ? { error: 'This is required.' } : { value: undefined };
  if (text.startsWith('{') && schema.type?.includes('object')) return readJson(text);
  if (kind === 'number' || kind === 'integer') return readNumber(kind, schema, text);
  if (kind === 'words')
    return {
      value: text
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean),
    };
  if (kind === 'json') return readJson(text);
  if (schema.minLength && text.length < schema.minLength) return { error: `At least ${schema.minLength} characters.` };
  return { value: text };
}

function readNumber(kind: Kind, { minimum, maximum }: InputSchema, text: string): Read {
  const value = Number(text.replace(/\s/g, '').replace(',', '.'));
  if (!Number.isFinite(value)) return { error: 'Invalid: this is a number.' };
  if (kind === 'integer' && !Number.isSafeInteger(value)) return { error: 'Invalid: this is a whole number.' };
  if (minimum !== undefined && value < minimum) return { error: `At least ${minimum}.` };
  if (maximum !== undefined && value > maximum) return { error: `At most ${maximum}.` };
  return { value };
}

function readJson(text: string): Read {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { error: 'Invalid: this is JSON.' };
  }
}
