package rookery;

import rookery.events.Stop;

import java.util.Optional;

/**
 * What a training returns.
 *
 * @param model with the final weights
 * @param history epoch by epoch
 * @param training evaluation of the final weights on the training rows, in inference mode
 * @param validation the same on the validation rows, if there are any
 * @param steps taken; more than the final weights have seen if a callback put earlier ones back
 * @param stop why it ended
 */
public record Run(
        Model model,
        History history,
        Evaluation training,
        Optional<Evaluation> validation,
        long steps,
        Stop stop) {}
