package org.pvswatch.pipeline;

import java.io.IOException;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.pvswatch.archive.AnswerReceiver;
import org.pvswatch.archive.RawAnswer;

/**
 * Puts the answer to a second question behind the first, as one answer; word of {@code ask-legacy}. Where the second got
 * none, the first stays as it is.
 */
public final class Follows implements AggregationStrategy {
    private final AnswerReceiver answers;

    /** @param answers joins them */
    public Follows(AnswerReceiver answers) {
        this.answers = answers;
    }

    @Override
    public Exchange aggregate(Exchange first, Exchange second) {
        if (second != null && second.getMessage().getBody() instanceof RawAnswer more) {
            RawAnswer answer = first.getMessage().getBody(RawAnswer.class);
            try {
                first.getMessage().setBody(answers.join(List.of(answer, more)));
            } catch (IOException e) {
                throw new IllegalStateException("two answers can always be joined", e);
            }
        }
        return first;
    }
}
