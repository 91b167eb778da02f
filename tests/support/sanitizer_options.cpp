// What the address sanitizer is told in every program that is built with it.
//
// Xapian 1.4's Database::check deletes an object by a base without a virtual destructor, which is
// not ours to mend.
extern "C" const char* __asan_default_options();  // NOLINT: the sanitizer's name for it
extern "C" const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }
