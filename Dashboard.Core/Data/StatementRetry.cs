using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concentric.Data;

/// <summary>
/// Sends a statement again that the server has rolled back for another's sake (<see cref="StoreErrors.IsRolledBack"/>), outside of
/// transactions, where it is the whole of what was to be done. Within one, the server has rolled back the statements before it too:
/// whoever began it runs it again, as <see cref="StoreRetry"/> does for commands.
/// </summary>
internal sealed class StatementRetry(ExecutionStrategyDependencies dependencies) : IExecutionStrategy
{
    /// <summary>False: transactions may be begun by hand, and rows are not held back to be read twice.</summary>
    public bool RetriesOnFailure => false;

    public TResult Execute<TState, TResult>(TState state, Func<DbContext, TState, TResult> operation,
        Func<DbContext, TState, ExecutionResult<TResult>>? verifySucceeded)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return operation(dependencies.CurrentContext.Context, state);
            }
            catch (Exception failure) when (MayRetry(failure, attempt))
            {
                // At once: whoever was in the way has gone on.
            }
        }
    }

    public async Task<TResult> ExecuteAsync<TState, TResult>(TState state,
        Func<DbContext, TState, CancellationToken, Task<TResult>> operation,
        Func<DbContext, TState, CancellationToken, Task<ExecutionResult<TResult>>>? verifySucceeded, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await operation(dependencies.CurrentContext.Context, state, cancellationToken);
            }
            catch (Exception failure) when (MayRetry(failure, attempt))
            {
                // At once: whoever was in the way has gone on.
            }
        }
    }

    private bool MayRetry(Exception failure, int attempt) => attempt < StoreRetry.MostAttempts
        && dependencies.CurrentContext.Context.Database.CurrentTransaction is null && failure.IsRolledBack();
}
