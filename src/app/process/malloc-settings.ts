/**
 * glibc keeps an arena of freed memory for each thread that allocates, and LanceDB has many: with two arenas the processes
 * stay smaller and are no slower. What is larger than a megabyte is given back at once: by itself glibc learns to keep up to
 * 32 MB apiece, between which small pieces then lie for good. Other systems ignore it. The image sets the same (`Dockerfile`).
 */
export const mallocSettings = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: String(1024 * 1024),
  MALLOC_TRIM_THRESHOLD_: String(1024 * 1024),
}
