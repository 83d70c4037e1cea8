namespace Concentric.Data;

/// <summary>
/// Runs a command whole again, from its first read, when the server gave it up for another's sake (a deadlock, a snapshot that another's
/// save has overtaken) or the connection broke. What may have been committed without its answer coming back is looked for first: a
/// command is never done twice.
/// </summary>
public static class StoreRetry
{
    /// <summary>How often a command is begun.</summary>
    public const int MostAttempts = 5;

    /// <summary>Before the second attempt; each further pause is twice the one before, up to half a second in all.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>The same for a command of which it can't be told whether it was done: only what was rolled back is run again.</summary>
    public static Task RunAsync(Func<Task> run, CancellationToken cancellationToken) => RunAsync<object>(async () =>
    {
        await run();
        return run;
    }, null, cancellationToken);

    /// <inheritdoc cref="RunAsync(Func{Task}, CancellationToken)"/>
    /// <returns>What the command gives.</returns>
    public static async Task<T> RunAsync<T>(Func<Task<T>> run, CancellationToken cancellationToken)
    {
        T given = default!;
        await RunAsync(async () => { given = await run(); }, cancellationToken);
        return given;
    }

    /// <param name="run">The command, with a context of its own each time.</param>
    /// <param name="find">
    /// What an attempt has committed after all; null when it has not. Null where that can't be told: then a broken connection ends the
    /// command, and only what the server says it has rolled back is run again.
    /// </param>
    public static async Task<T> RunAsync<T>(Func<Task<T>> run, Func<Task<T?>>? find, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await run();
            }
            catch (Exception failure) when (attempt < MostAttempts && MayRetry(failure, find is not null))
            {
                await Task.Delay(Pause * Math.Pow(2, attempt - 1), cancellationToken);
            }

            if (find is not null && await FindAsync(find) is { } done) return done;
        }
    }

    private static bool MayRetry(Exception failure, bool canBeFound) =>
        failure.IsRolledBack() || (canBeFound && failure.IsBroken());

    /// <summary>The look itself may meet the broken connection; the next attempt then finds what is there.</summary>
    private static async Task<T?> FindAsync<T>(Func<Task<T?>> find)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await find();
            }
            catch (Exception failure) when (attempt < MostAttempts && MayRetry(failure, canBeFound: true))
            {
                // Nothing was changed by looking.
            }
        }
    }
}
