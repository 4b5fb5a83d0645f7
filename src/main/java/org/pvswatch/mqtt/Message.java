package org.pvswatch.mqtt;

/**
 * What a topic shall hold; always retained, so that whoever comes later knows it too.
 *
 * @param topic where
 * @param payload JSON or a word; empty takes away what is retained there
 */
public record Message(String topic, String payload) {}
