/** Our shapes on the graphics card: each is looked up in a picture of distances to its edge. */

import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { SHAPES, shapeOf } from "./shapes";

/** Texels a shape is wide, and how far it reaches from its middle: beyond every corner. */
const TEXELS = 48;
const REACH = 1.3;
/** So many pixels beside a shape still count as it for the pointer. */
const TOLERANCE = 2;

const NAMES = Object.keys(SHAPES);
const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_pixelRatio", "u_distances"] as const;

// A radius in the coordinates of the graph is twice the correction, as in the program of sigma's circles.
const VERTEX = `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_pixelRatio;
varying vec4 v_color;
varying vec2 v_place;
varying float v_pixels;
void main() {
  vec2 offset = a_corner * a_size * u_correctionRatio / u_sizeRatio * ${(2 * REACH).toFixed(2)};
  gl_Position = vec4((u_matrix * vec3(a_position + offset, 1)).xy, 0, 1);
  v_place = vec2(a_corner.x * 0.5 + 0.5, (a_shape + 0.5 - a_corner.y * 0.5) / ${NAMES.length}.0);
  v_pixels = a_size / u_sizeRatio * u_pixelRatio;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

const FRAGMENT = `
precision highp float;
varying vec4 v_color;
varying vec2 v_place;
varying float v_pixels;
uniform sampler2D u_distances;
void main() {
  float beyond = (texture2D(u_distances, v_place).a * 2.0 - 1.0) * v_pixels;
  #ifdef PICKING_MODE
  gl_FragColor = beyond > ${TOLERANCE}.0 ? vec4(0.0) : v_color;
  #else
  gl_FragColor = v_color * clamp(0.5 - beyond, 0.0, 1.0);
  #endif
}`;

/** Draws a thing as the shape its attribute `shape` names. */
export class SignProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  private readonly textures = new Map<unknown, WebGLTexture>();

  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGL2RenderingContext;
    return {
      VERTICES: 4,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLE_STRIP,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_shape", size: 1, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [[-1, -1], [1, -1], [-1, 1], [1, 1]],
    };
  }

  processVisibleItem(id: number, start: number, data: NodeDisplayData & { shape?: string }): void {
    this.array.set([data.x, data.y, data.size, floatColor(data.color), id, NAMES.indexOf(data.shape ?? "circle")], start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations["u_matrix"]!, false, params.matrix);
    gl.uniform1f(uniformLocations["u_sizeRatio"]!, params.sizeRatio);
    gl.uniform1f(uniformLocations["u_correctionRatio"]!, params.correctionRatio);
    gl.uniform1f(uniformLocations["u_pixelRatio"]!, params.pixelRatio);
    gl.uniform1i(uniformLocations["u_distances"]!, 0);
    const texture = this.textures.get(gl) ?? bring(gl);
    this.textures.set(gl, texture);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
  }
}

function bring(gl: WebGLRenderingContext | WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture()!;
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.ALPHA, TEXELS, TEXELS * NAMES.length, 0, gl.ALPHA, gl.UNSIGNED_BYTE, distances());
  for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, name, gl.CLAMP_TO_EDGE);
  for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.LINEAR);
  return texture;
}

let known: Uint8Array | null = null;

/** Distances to the edges, the shapes one below the other: from one size inside (0) to one outside (255). */
function distances(): Uint8Array {
  if (known) return known;
  known = new Uint8Array(TEXELS * TEXELS * NAMES.length);
  let place = 0;
  for (const name of NAMES) {
    const shape = shapeOf(name);
    for (let row = 0; row < TEXELS; row++) {
      for (let column = 0; column < TEXELS; column++) {
        const far = distance(shape, ((column + 0.5) / TEXELS * 2 - 1) * REACH, ((row + 0.5) / TEXELS * 2 - 1) * REACH);
        known[place++] = Math.round((Math.min(1, Math.max(-1, far)) * 0.5 + 0.5) * 255);
      }
    }
  }
  return known;
}

/** How far a point is from the edge of a polygon; below nothing inside. */
function distance(shape: [number, number][], x: number, y: number): number {
  let least = Infinity;
  let isInside = false;
  shape.forEach(([ax, ay], i) => {
    const [bx, by] = shape[(i + 1) % shape.length]!;
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    least = Math.min(least, Math.hypot(x - ax - along * dx, y - ay - along * dy));
    if (ay > y !== by > y && x < ax + ((y - ay) / dy) * dx) isInside = !isInside;
  });
  return isInside ? -least : least;
}
