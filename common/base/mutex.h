// std::mutex with thread-safety annotations. absl::Mutex from the distribution's library is not
// instrumented: the thread sanitizer reports it falsely and misses real races behind it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#if defined(__clang__)
#define HOUNIAO_GUARDED_BY(x) __attribute__((guarded_by(x)))
#define HOUNIAO_REQUIRES(...) __attribute__((requires_capability(__VA_ARGS__)))
#define HOUNIAO_CAPABILITY __attribute__((capability("mutex")))
#define HOUNIAO_SCOPED __attribute__((scoped_lockable))
#define HOUNIAO_ACQUIRE(...) __attribute__((acquire_capability(__VA_ARGS__)))
#define HOUNIAO_RELEASE(...) __attribute__((release_capability(__VA_ARGS__)))
#define HOUNIAO_NO_ANALYSIS __attribute__((no_thread_safety_analysis))
#else
#define HOUNIAO_GUARDED_BY(x)
#define HOUNIAO_REQUIRES(...)
#define HOUNIAO_CAPABILITY
#define HOUNIAO_SCOPED
#define HOUNIAO_ACQUIRE(...)
#define HOUNIAO_RELEASE(...)
#define HOUNIAO_NO_ANALYSIS
#endif

namespace houniao {

class HOUNIAO_CAPABILITY Mutex {
 public:
  void lock() HOUNIAO_ACQUIRE() { mutex_.lock(); }
  void unlock() HOUNIAO_RELEASE() { mutex_.unlock(); }
  std::mutex& native() { return mutex_; }

 private:
  std::mutex mutex_;
};

class HOUNIAO_SCOPED MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) HOUNIAO_ACQUIRE(mutex) : mutex_(mutex) { mutex_.lock(); }
  ~MutexLock() HOUNIAO_RELEASE() { mutex_.unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

// Waits release the mutex of the caller and take it again before they return.
class CondVar {
 public:
  void NotifyOne() { condition_.notify_one(); }
  void NotifyAll() { condition_.notify_all(); }
  template <typename Predicate>
  void Wait(Mutex& mutex, Predicate predicate) HOUNIAO_NO_ANALYSIS {
    std::unique_lock<std::mutex> lock(mutex.native(), std::adopt_lock);
    condition_.wait(lock, predicate);
    lock.release();
  }
  // False if `timeout` passed and the predicate is still false.
  template <typename Rep, typename Period, typename Predicate>
  bool WaitFor(Mutex& mutex, std::chrono::duration<Rep, Period> timeout,
               Predicate predicate) HOUNIAO_NO_ANALYSIS {
    std::unique_lock<std::mutex> lock(mutex.native(), std::adopt_lock);
    const bool met = condition_.wait_for(lock, timeout, predicate);
    lock.release();
    return met;
  }

 private:
  std::condition_variable condition_;
};

}  // namespace houniao
