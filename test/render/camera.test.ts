import { describe, expect, test } from "vitest";
import {
  type Camera,
  type Point3,
  aimCamera,
  depthOf,
  screenX,
  screenY,
} from "../../src/render/space/camera.ts";

const X: Point3 = [1, 0, 0];
const Y: Point3 = [0, 1, 0];
const Z: Point3 = [0, 0, 1];

/** To the right, up and towards the viewer. */
function seen(camera: Camera, point: Point3): number[] {
  return [screenX(camera, point), -screenY(camera, point), depthOf(camera, point)].map(
    (value) => Number(value.toFixed(4)) + 0,
  );
}

describe("the camera counts angles as matplotlib does", () => {
  test("azimuth 0, elevation 0: the viewer stands on the positive x axis", () => {
    const camera = aimCamera(0, 0);
    expect(seen(camera, X)).toEqual([0, 0, 1]);
    expect(seen(camera, Y)).toEqual([1, 0, 0]);
    expect(seen(camera, Z)).toEqual([0, 1, 0]);
  });

  test("azimuth 90: the viewer stands on the positive y axis, x runs to the left", () => {
    const camera = aimCamera(90, 0);
    expect(seen(camera, X)).toEqual([-1, 0, 0]);
    expect(seen(camera, Y)).toEqual([0, 0, 1]);
    expect(seen(camera, Z)).toEqual([0, 1, 0]);
  });

  test("azimuth -90, elevation 90: a map, x to the right and y up", () => {
    const camera = aimCamera(-90, 90);
    expect(seen(camera, X)).toEqual([1, 0, 0]);
    expect(seen(camera, Y)).toEqual([0, 1, 0]);
    expect(seen(camera, Z)).toEqual([0, 0, 1]);
  });

  test("azimuth -90, elevation -90: from below the map is upside down", () => {
    const camera = aimCamera(-90, -90);
    expect(seen(camera, X)).toEqual([1, 0, 0]);
    expect(seen(camera, Y)).toEqual([0, -1, 0]);
    expect(seen(camera, Z)).toEqual([0, 0, -1]);
  });

  test("azimuth 45, elevation 35.264: all three axes are equally long", () => {
    const camera = aimCamera(45, 35.264389682754654);
    const length = Number(Math.sqrt(2 / 3).toFixed(4));
    for (const axis of [X, Y, Z]) {
      const [right, up, toward] = seen(camera, axis);
      expect(Math.hypot(right, up)).toBeCloseTo(length, 4);
      expect(toward).toBeCloseTo(Math.sqrt(1 / 3), 4);
    }
  });

  test("the origin appears at the centre, a unit is `zoom` pixels long, and y grows downwards", () => {
    const camera = { ...aimCamera(-90, 0), zoom: 100, centerX: 300, centerY: 200 };
    expect([screenX(camera, [0, 0, 0]), screenY(camera, [0, 0, 0])]).toEqual([300, 200]);
    expect([screenX(camera, [0.5, 9, 0.25]), screenY(camera, [0.5, 9, 0.25])]).toEqual([350, 175]);
    expect(depthOf(camera, [0.5, 9, 0.25])).toBe(-9);
  });

  test("angles past a full turn mean the same", () => {
    expect(aimCamera(315, 20)).toEqual(aimCamera(-45, 20));
    expect(aimCamera(-270, 20)).toEqual(aimCamera(90, 20));
  });
});
