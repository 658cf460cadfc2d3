/// Reading from sources over HTTP: proxy, private certificates, pace, patience, and errors that
/// say what happened. Knows no source.
@NullMarked
package org.livingevidence.connect;

import org.jspecify.annotations.NullMarked;
