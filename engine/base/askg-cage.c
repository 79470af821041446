/* askg-cage.c: run by the helper itself, on its only thread or, for the last lock, on any.
 *
 * Three locks, each of use without the others: limits on what may be used up (rlimits), a wall
 * round the file system (Landlock, where the kernel has it) and a list of the system calls that
 * are left (seccomp). None needs a privilege, a user namespace or a set-uid program; under
 * bubblewrap they are the inner wall. */
#include "engine/base/askg-cage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined (__SANITIZE_ADDRESS__) || defined (__SANITIZE_THREAD__)
/* The sanitizer maps terabytes and reads /proc at exit: what it watches is not what is shipped. */
#define IS_WATCHED TRUE
#else
#define IS_WATCHED FALSE
#endif

/* The whole of landlock_ruleset_attr as kernels 6.12 and later know it; older ones take a prefix. */
typedef struct
{
  guint64 files;
  guint64 net;
  guint64 scoped;
} Ruleset;

static const struct { int version; guint64 files; guint64 net; guint64 scoped; gsize n_bytes; } landlock_steps[] = {
  { 6, (1u << 16) - 1, 3, 3, 24 }, /* abstract sockets, signals */
  { 5, (1u << 16) - 1, 3, 0, 16 }, /* device ioctls */
  { 4, (1u << 15) - 1, 3, 0, 16 }, /* TCP */
  { 3, (1u << 15) - 1, 0, 0, 8 },  /* truncate */
  { 2, (1u << 14) - 1, 0, 0, 8 },  /* rename between folders */
  { 1, (1u << 13) - 1, 0, 0, 8 },
};

/* What every program needs to compute and to answer on the pipes it was given. */
static const int calls[] = {
  SCMP_SYS (read), SCMP_SYS (write), SCMP_SYS (readv), SCMP_SYS (writev), SCMP_SYS (close), SCMP_SYS (lseek),
  SCMP_SYS (fstat), SCMP_SYS (newfstatat), SCMP_SYS (poll), SCMP_SYS (ppoll),
  SCMP_SYS (mmap), SCMP_SYS (munmap), SCMP_SYS (mremap), SCMP_SYS (mprotect), SCMP_SYS (madvise), SCMP_SYS (brk),
  SCMP_SYS (futex), SCMP_SYS (sched_yield), SCMP_SYS (sched_getaffinity), SCMP_SYS (nanosleep),
  SCMP_SYS (clock_nanosleep), SCMP_SYS (clock_gettime), SCMP_SYS (gettimeofday), SCMP_SYS (getrandom),
  SCMP_SYS (rt_sigaction), SCMP_SYS (rt_sigprocmask), SCMP_SYS (rt_sigreturn), SCMP_SYS (sigaltstack),
  SCMP_SYS (getpid), SCMP_SYS (gettid), SCMP_SYS (tgkill), SCMP_SYS (getrusage), SCMP_SYS (restart_syscall),
  SCMP_SYS (exit), SCMP_SYS (exit_group),
};
static const int thread_calls[] = {
  SCMP_SYS (clone), SCMP_SYS (clone3), SCMP_SYS (set_robust_list), SCMP_SYS (rseq), SCMP_SYS (set_tid_address),
};

/**
 * askg_cage_landlock_version:
 *
 * Returns: which Landlock this kernel has; 0 for none
 */
int
askg_cage_landlock_version (void)
{
  return MAX (0, (int) syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION));
}

/**
 * askg_cage_follow_parent:
 *
 * From now on this process ends when the one that started it does.
 *
 * Returns: %FALSE when that one is gone already
 */
gboolean
askg_cage_follow_parent (void)
{
  const pid_t parent = getppid ();

  /* The second look closes the gap in which the parent may have gone unnoticed. */
  return prctl (PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid () == parent;
}

static gboolean
set_limit (__rlimit_resource_t which,
           guint64             value)
{
  struct rlimit limit;

  if (getrlimit (which, &limit) != 0)
    return FALSE;
  limit.rlim_max = MIN (limit.rlim_max, value); /* a stricter one from outside stays */
  limit.rlim_cur = limit.rlim_max;

  return setrlimit (which, &limit) == 0;
}

static gboolean
allow_reading (int         ruleset,
               const char *folder)
{
  struct landlock_path_beneath_attr rule = {
    .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    .parent_fd = open (folder, O_PATH | O_CLOEXEC),
  };
  gboolean allowed;

  if (rule.parent_fd < 0)
    return FALSE;
  allowed = syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
  close (rule.parent_fd);

  return allowed;
}

/* A kernel without Landlock leaves this wall out; the list of calls stands alone then. */
static gboolean
wall_off_files (const char *readable)
{
  const int version = askg_cage_landlock_version ();
  Ruleset rules;
  gboolean walled;
  gsize i = 0;
  int ruleset;

  if (version == 0)
    return TRUE;
  while (landlock_steps[i].version > version)
    i++;
  rules = (Ruleset) { landlock_steps[i].files, landlock_steps[i].net, landlock_steps[i].scoped };
  ruleset = syscall (SYS_landlock_create_ruleset, &rules, landlock_steps[i].n_bytes, 0);
  if (ruleset < 0)
    return errno == EOPNOTSUPP || errno == ENOSYS;

  walled = (readable == NULL || allow_reading (ruleset, readable)) &&
           syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  close (ruleset);

  return walled;
}

/**
 * askg_cage_limit:
 *
 * Sets what this process may use up, for good: memory and processor time as @cage says, no core
 * dump, no byte written to a file; and walls off all files but those of @cage, for this thread
 * and those it will start. A program that loads data of its own does so after this.
 */
gboolean
askg_cage_limit (const AskgCage *cage)
{
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl (PR_SET_DUMPABLE, 0) == 0 &&
         set_limit (RLIMIT_CORE, 0) &&
         set_limit (RLIMIT_FSIZE, 0) &&
         set_limit (RLIMIT_CPU, cage->cpu_s) &&
         (cage->may_use_threads || set_limit (RLIMIT_NPROC, 0)) &&
         (IS_WATCHED || (set_limit (RLIMIT_AS, cage->memory_bytes) && wall_off_files (cage->readable)));
}

static gboolean
allow_calls (scmp_filter_ctx  filter,
             const int       *allowed,
             gsize            n_allowed)
{
  for (gsize i = 0; i < n_allowed; i++)
    {
      const int result = seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0);

      if (result != 0 && result != -EDOM) /* a call this kind of machine does not have */
        return FALSE;
    }

  return TRUE;
}

/* To read a file or a folder, never to make or change one. */
static gboolean
allow_opening (scmp_filter_ctx filter)
{
  const scmp_datum_t changes = O_ACCMODE | O_CREAT | O_TRUNC;
  const int listing = SCMP_SYS (getdents64);

  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1, SCMP_A2 (SCMP_CMP_MASKED_EQ, changes, O_RDONLY)) == 0 &&
         allow_calls (filter, &listing, 1);
}

static gboolean
list_calls (const AskgCage *cage)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean listed;

  if (filter == NULL)
    return FALSE;

  listed = allow_calls (filter, calls, G_N_ELEMENTS (calls)) &&
           (!cage->may_use_threads || allow_calls (filter, thread_calls, G_N_ELEMENTS (thread_calls))) &&
           (!cage->may_read_later || allow_opening (filter)) &&
           seccomp_attr_set (filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0 &&
           seccomp_load (filter) == 0;
  seccomp_release (filter);

  return listed;
}

/**
 * askg_cage_lock:
 *
 * Closes the cage: after this no file, program or network can be reached, whatever the bytes to
 * come make this process do. Call it after askg_cage_limit(), when all data is loaded, and before
 * the first byte that somebody else made; threads that exist already are locked in too.
 *
 * Returns: %FALSE when it could not be closed: end then, and read nothing
 */
gboolean
askg_cage_lock (const AskgCage *cage)
{
  return IS_WATCHED || list_calls (cage);
}
