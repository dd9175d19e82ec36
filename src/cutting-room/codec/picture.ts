import {
  AVCOL_PRI_BT709,
  AVCOL_RANGE_JPEG,
  AVCOL_SPC_RGB,
  AVCOL_TRC_BT709,
  AV_PIX_FMT_RGBA,
  type AVPixelFormat,
} from 'node-av/constants';
import { Frame, SoftwareScaleContext } from 'node-av/lib';
import { must } from './av.ts';
import { PIXELS, tag } from './format.ts';
import { StudioError } from '../../errors.ts';
import type { Size } from '../../film/media.ts';

/** A new frame in the house's pixel format and colours, its planes not yet filled. The caller frees it. */
export function houseFrame(size: Size): Frame {
  const frame = bareFrame(size, PIXELS);
  tag(frame);
  must(frame.getBuffer(), 'allocate a picture');
  return frame;
}

/** Turns RGBA pixels into house pictures. One instance per size; dispose it. */
export function openPaintConverter(size: Size): { convert(rgba: Uint8Array): Frame } & Disposable {
  const source = rgbaFrame(size);
  // Nothing is scaled but colour to half its size; exact rounding would cost half as much again for one step of 255.
  const scaler = openScaler('bicubic');
  const bytes = size.width * size.height * 4;
  return {
    convert(rgba) {
      if (rgba.byteLength !== bytes) {
        throw new StudioError(
          'internal',
          `a ${size.width}×${size.height} frame needs ${bytes} bytes of RGBA, got ${rgba.byteLength}`,
        );
      }
      writePlane(source, 0, rgba, size.width * 4, size.height);
      const frame = houseFrame(size);
      must(scaler.scaleFrameSync(frame, source), 'convert colours');
      return frame;
    },
    [Symbol.dispose]() {
      source.free();
      scaler[Symbol.dispose]();
    },
  };
}

/** A frame for RGBA pixels, full range. The caller frees it. */
export function rgbaFrame(size: Size): Frame {
  const frame = bareFrame(size, AV_PIX_FMT_RGBA);
  frame.colorSpace = AVCOL_SPC_RGB;
  frame.colorRange = AVCOL_RANGE_JPEG;
  frame.colorPrimaries = AVCOL_PRI_BT709;
  frame.colorTrc = AVCOL_TRC_BT709;
  must(frame.getBuffer(), 'allocate a picture');
  return frame;
}

/** A scaler and colour converter that follows the tags of the frames it is given. Dispose it. */
export function openScaler(flags: 'bicubic' | 'area' | 'fast_bilinear'): SoftwareScaleContext {
  const scaler = new SoftwareScaleContext();
  scaler.allocContext();
  must(scaler.setOption('sws_flags', flags), 'set up the scaler');
  return scaler;
}

/** Copies tightly packed rows into a plane whose rows may be padded. */
export function writePlane(frame: Frame, plane: number, bytes: Uint8Array, rowBytes: number, rows: number): void {
  const target = frame.data?.[plane];
  const stride = frame.linesize[plane] ?? 0;
  if (target === undefined) throw new StudioError('internal', `the frame has no plane ${plane}`);
  if (stride === rowBytes) {
    target.set(bytes.subarray(0, rowBytes * rows));
    return;
  }
  for (let row = 0; row < rows; row += 1) {
    target.set(bytes.subarray(row * rowBytes, (row + 1) * rowBytes), row * stride);
  }
}

/** Copies a plane into tightly packed rows. */
export function readPlane(
  frame: Frame,
  plane: number,
  into: Uint8Array | Uint8ClampedArray,
  rowBytes: number,
  rows: number,
): void {
  const source = frame.data?.[plane];
  const stride = frame.linesize[plane] ?? 0;
  if (source === undefined) throw new StudioError('internal', `the frame has no plane ${plane}`);
  if (stride === rowBytes) {
    into.set(source.subarray(0, rowBytes * rows));
    return;
  }
  for (let row = 0; row < rows; row += 1) {
    into.set(source.subarray(row * stride, row * stride + rowBytes), row * rowBytes);
  }
}

function bareFrame(size: Size, format: AVPixelFormat): Frame {
  const frame = new Frame();
  frame.alloc();
  frame.width = size.width;
  frame.height = size.height;
  frame.format = format;
  return frame;
}
