import assert from "node:assert/strict";
import test from "node:test";
import { unpackLzma } from "../src/lzma";

// Python: lzma.compress(text, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1, "preset": 9}])
const LINES = "ABgIGOUZQoEg2Qvv/J4q6OBm6/qhFw+2y5jBiZ+twq/0/UBwsqK4Cqx6PaYQcZutA5I80E4rP+naJG9hosYxFKRlVZ9vS+J8k0d/nl8tx5+S7BPgURC12sSj1PavP/yXL31kuhxqHc15v5RsPtuQXU1GyDK0yQGw7T8G+xc2IYvHcOevS725B0hSSMn2XKvuFYNP9NU7FeG3ip5CNNGzucoVwfdyXYnI8lW3zh64iq1ITg6we4R9sXoXKRGSHAB/pyH8JChjDhPu23oDYF+SlI85nq/4qFBJsaQb9E5h3acIpiz5NNbvRnb8T/FTpqkHS+TS1lan8Ym5q+iXabtbqKdltpKKKGSeAhX9Kd0ecJYhsc2Wsvl0Qb8HeMX2L6E/4r53T9m93XOJLKTDG+lStkuuftGPqJsWYWbqLVplTzi5ZOSANijQBWd+jZLd21v47WHdQhVG5T3gsb1aX4q2UKgjjTzHu3buz1OZkiKJAQvtF35EH+YyvoH0PvuRtZmeyZSV3on0s8ugFan3x7vvXqVpxdeul284GdYEx5lSytcbaTt2HDRse3foajrULvahY7mP0OxOv2sDO8wr2hblzUM5sQIuiRVHA368T504I9XKfGEGk7VEx+1H4Gu4p4GO8dqHZpHNRBMCkgNuC9YT98lbcqPHK6m8uqBl29zdnyqyIgRKI2yfKpQ2sbP6AjOMShnMQSGxdCKOb23r5zc78vx/kQbp6bQ3dql5Mv3CC7wMAsVMK94BumHfZ90wLd8ANHK1lViFidATIaBI6XoXoPW2bK/x6hAsCEuczBdfElcu48WNGYAE0uuyWXHZv8muBjjAe8KIc3b7uF3eDHDjqGeG0mgbNMP1cZ2sfY/I5q3XNgJSJChzWu+QcCyXwhs8zDvB+BFhMHkj3SRsALk9so908TTL4gswg5lb1fTnOp0Uzu2pVUmDuYh/FankVG1vlA1HiJeMvhkUzbnSYxM5HvTIUfwUBG/c0r5Nyag6ovE9YKurfjUWoiKuaZb5ecErJkJH0rvsWmsWDgTaYGSG5MA7ODkomKn7zzCitbrWgry4R+gaIPyk1sz3fbS4Ev+l351I9jaMikEHMAAXfBT9z97Wqk0CQC1KlSKlB1x1x/qzzIh2xX4RTsT3EHHTbpYdMP3o/CGAfQzqegWcidF/fK+FKExGzYZvVKdTXPp/YITxtzOx3O4/C47OZuE+b5+DBzw4rfsn7f97NfDtvVy5roadAgprNhJOeHlyivPEhdxuJu2BerXZK0eUe6fynR8Wds0RXV013c70GnfuUlOkOKFAy+Us9IBLRg4/1UwmqCbgHNHtlpNotjgZuuxgB0hS69SKauSVfbqVdg3zVs3nnuy9imp//vxo4Q==";

const packed = Buffer.from(LINES, "base64");

test("what liblzma packed comes out again, with matches near and far", () => {
  const lines = Array.from({ length: 300 }, (_, n) => `${n} 淘宝村 ${(n * n) % 97} <li>${n % 7}</li>`);
  assert.equal(unpackLzma(packed), lines.join("\n"));
});

test("a stream that is cut off or damaged is an error and no endless loop", () => {
  assert.throws(() => unpackLzma(packed.subarray(0, packed.length >> 1)), /cut off|damaged/);
  assert.throws(() => unpackLzma(new Uint8Array(40).fill(255)), /cut off|damaged/);
});
