/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_VECTORS_DIR_H_
#define _TEST_OCF_VECTORS_DIR_H_

#include "vec.h"

/*
 * Run all vector files under a directory. Failures are printed, and unless @p quiet a line
 * a file. @return false: the directory cannot be read
 */
bool vectors_dir_run(const char *dir, bool quiet, struct vec_tally *sum);

#endif /* _TEST_OCF_VECTORS_DIR_H_ */
