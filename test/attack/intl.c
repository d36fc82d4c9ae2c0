/*
 * intl.c
 *	  Loaded before a server that has the address sanitizer loaded: libraries that
 *	  it links ask for translations before the sanitizer is ready, and the lock
 *	  of the C library for that is broken ever after.
 */
char *
bindtextdomain(const char *domain, const char *directory)
{
	return (char *) directory;
}

char *
textdomain(const char *domain)
{
	return (char *) domain;
}
