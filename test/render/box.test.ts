import { expect, test } from "vitest";
import { BOX, boxCorners, screenBounds, viewBox } from "../../src/render/space/box.ts";
import {
  type Point3,
  aimCamera,
  depthOf,
  screenX,
  screenY,
} from "../../src/render/space/camera.ts";

const elevations = Array.from({ length: 13 }, (_, e) => -90 + 15 * e);
const views = Array.from({ length: 25 }, (_, a) => -180 + 15 * a).flatMap((azimuth) =>
  elevations.map((elevation) => ({ azimuth, elevation, camera: aimCamera(azimuth, elevation) })),
);

test("panes face away from every viewer", () => {
  for (const { azimuth, elevation, camera } of views) {
    const { backX, backY, backZ } = viewBox(camera);
    const normals: Point3[] = [
      [backX, 0, 0],
      [0, backY, 0],
      [0, 0, backZ],
    ];
    for (const normal of normals) {
      const view = `azimuth ${azimuth}, elevation ${elevation}`;
      expect(depthOf(camera, normal), view).toBeLessThanOrEqual(1e-12);
    }
  }
});

test("axes lie on the outline of the box for every viewer", () => {
  for (const { azimuth, elevation, camera } of views) {
    const view = `azimuth ${azimuth}, elevation ${elevation}`;
    const { xAxis, yAxis, zAxis } = viewBox(camera);
    expect(screenX(camera, zAxis.from), view).toBeCloseTo(
      screenBounds(camera, boxCorners()).left,
      9,
    );
    // Of the four edges in an axis's direction none is lower on the screen.
    for (const [{ from, to }, along] of [
      [xAxis, 0],
      [yAxis, 1],
    ] as const) {
      const middles = boxCorners().map(([x, y, z]): Point3 =>
        along === 0 ? [0, y, z] : [x, 0, z],
      );
      const lowest = Math.max(...middles.map((point) => screenY(camera, point)));
      const middleY = (screenY(camera, from) + screenY(camera, to)) / 2;
      expect(middleY, view).toBeCloseTo(lowest, 9);
    }
  }
});

test("each axis runs along its own direction, from low to high", () => {
  const { xAxis, yAxis, zAxis } = viewBox(aimCamera(-60, 30));
  const half = { x: BOX.width / 2, y: BOX.depth / 2, z: BOX.height / 2 };
  expect(xAxis).toEqual({ from: [-half.x, -half.y, -half.z], to: [half.x, -half.y, -half.z] });
  expect(yAxis).toEqual({ from: [half.x, -half.y, -half.z], to: [half.x, half.y, -half.z] });
  expect(zAxis).toEqual({ from: [-half.x, -half.y, -half.z], to: [-half.x, -half.y, half.z] });
});

test("a ground axis seen end-on stands on the right, where the vertical one has the left", () => {
  for (const elevation of [0, 30, 75, 90]) {
    for (const azimuth of [-180, -90, 0, 90]) {
      const camera = aimCamera(azimuth, elevation);
      const { xAxis, yAxis, zAxis } = viewBox(camera);
      const endOn = azimuth % 180 === 0 ? xAxis : yAxis;
      const view = `azimuth ${azimuth}, elevation ${elevation}`;
      const { left, right } = screenBounds(camera, boxCorners());
      expect(screenX(camera, endOn.from), view).toBeCloseTo(elevation === 90 ? left : right, 9);
      expect(screenX(camera, zAxis.from), view).toBeCloseTo(left, 9);
    }
  }
});
