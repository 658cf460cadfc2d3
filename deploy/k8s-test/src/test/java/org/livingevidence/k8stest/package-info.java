/// What the manifests of `deploy/k8s` promise, checked on what Kustomize makes of them.
@NullMarked
package org.livingevidence.k8stest;

import org.jspecify.annotations.NullMarked;
