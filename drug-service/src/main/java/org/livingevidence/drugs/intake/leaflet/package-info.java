/// EU product information: package leaflets as FHIR compositions, and the documented form.
@NullMarked
package org.livingevidence.drugs.intake.leaflet;

import org.jspecify.annotations.NullMarked;
