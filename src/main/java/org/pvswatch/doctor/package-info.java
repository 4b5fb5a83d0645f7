/** Whether an installation works, part by part, and what to do about what does not. */
package org.pvswatch.doctor;
