;; Inner products of many vectors with one, four numbers at a time. `inner-products.ts` holds this text assembled.
(module
  (memory (export "memory") 8)
  ;; Addresses are bytes. Vectors lie behind each other from $vector to $end, $stride bytes each, a multiple of 64 as that at $sought;
  ;; a product for each, in 4 bytes, from $product on. There is at least one vector.
  (func (export "multiply")
    (param $vector i32) (param $end i32) (param $stride i32) (param $sought i32) (param $product i32)
    (local $at i32) (local $next i32) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $vectors
      (local.set $a (v128.const f32x4 0 0 0 0))
      (local.set $b (v128.const f32x4 0 0 0 0))
      (local.set $c (v128.const f32x4 0 0 0 0))
      (local.set $d (v128.const f32x4 0 0 0 0))
      (local.set $at (local.get $sought))
      (local.set $next (i32.add (local.get $vector) (local.get $stride)))
      ;; four sums side by side: one alone would wait for each addition
      (loop $numbers
        (local.set $a (f32x4.add (local.get $a)
          (f32x4.mul (v128.load (local.get $vector)) (v128.load (local.get $at)))))
        (local.set $b (f32x4.add (local.get $b)
          (f32x4.mul (v128.load offset=16 (local.get $vector)) (v128.load offset=16 (local.get $at)))))
        (local.set $c (f32x4.add (local.get $c)
          (f32x4.mul (v128.load offset=32 (local.get $vector)) (v128.load offset=32 (local.get $at)))))
        (local.set $d (f32x4.add (local.get $d)
          (f32x4.mul (v128.load offset=48 (local.get $vector)) (v128.load offset=48 (local.get $at)))))
        (local.set $vector (i32.add (local.get $vector) (i32.const 64)))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br_if $numbers (i32.lt_u (local.get $vector) (local.get $next))))
      (local.set $a (f32x4.add
        (f32x4.add (local.get $a) (local.get $b))
        (f32x4.add (local.get $c) (local.get $d))))
      (f32.store (local.get $product) (f32.add
        (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
        (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))
      (local.set $product (i32.add (local.get $product) (i32.const 4)))
      (br_if $vectors (i32.lt_u (local.get $vector) (local.get $end))))))
