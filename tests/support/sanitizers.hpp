#pragma once

/// 1 where the address or the thread sanitizer is built in, 0 elsewhere. They bring an allocator of their own, so a
/// test must
/// neither replace operator new under them nor count what it hands out.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ARNA_HAS_SANITIZER_HEAP 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ARNA_HAS_SANITIZER_HEAP 1
#endif
#endif
#ifndef ARNA_HAS_SANITIZER_HEAP
#define ARNA_HAS_SANITIZER_HEAP 0
#endif
