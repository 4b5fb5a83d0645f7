/** An MQTT broker: what Home Assistant is told there of the site, and inverters that publish themselves there. */
package org.pvswatch.mqtt;
