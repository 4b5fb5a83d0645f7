package org.pvswatch.doctor;

import java.util.List;

/** Looks at one part of the installation and changes nothing. */
interface Check {
    /** What was found, at least one line. */
    List<Finding> look() throws Exception;
}
