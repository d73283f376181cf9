/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _APP_EAL_DEFAULTS_H_
#define _APP_EAL_DEFAULTS_H_

/**
 * Start EAL so that a program runs as it is on any machine: without hugepages, PCI
 * devices, shared files or telemetry, 512 MiB, the CPUs of this process. Each default
 * gives way when the user gives that EAL option (or one that contradicts it, as
 * --huge-dir does to --no-huge) before "--".
 *
 * @param name  the program; its files are prefixed with name-PID
 * @param argc, argv  main()'s: `program [EAL options --] arguments`; without "--" all
 *   are the program's
 * @param max_lcores  at most so many lcores by default; 0 = all CPUs of the process
 * @return the index in argv of the first argument of the program (argc if none); -1 and
 *   a message is printed. Pointers in argv must stay valid.
 */
int eal_defaults_init(const char *name, int argc, char **argv, unsigned int max_lcores);

#endif /* _APP_EAL_DEFAULTS_H_ */
