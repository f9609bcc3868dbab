/**
 * What an ONNX graph is made of, as plain data: nodes, initialisers, inputs, outputs. Knows no operator's meaning, checks
 * no shapes and writes no bytes.
 */
import type { Tensor, TensorType } from '../../main/engine/tensor.ts';
import type { Weight } from './weight.ts';

/** A dimension: a number, or the name of one that is known only when the graph runs. */
export type Dimension = number | string;

/** An attribute; a bare number is an integer, because JavaScript cannot tell 1.0 from 1. */
export type Attribute =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly branch: Branch };

/** A graph within a graph, which reads the values of the one around it. */
export interface Branch {
  readonly nodes: readonly Node[];
  readonly output: string;
}

export interface Node {
  readonly name: string;
  readonly type: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** An input or output of the graph. */
export interface Port {
  readonly name: string;
  readonly type: TensorType;
  readonly dims: readonly Dimension[];
}

export interface Graph {
  readonly name: string;
  readonly nodes: Node[];
  readonly inputs: Port[];
  readonly outputs: Port[];
  /** Small values written into the graph itself. */
  readonly constants: Map<string, Tensor>;
  /** Large values written into the external file. */
  readonly weights: Map<string, Weight>;
}
