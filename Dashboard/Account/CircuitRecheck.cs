using Concentric.Data;
using Concentric.People;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Concentric.Dashboard.Account;

/// <summary>
/// Looks again and again whether the session behind an open page still lasts: a circuit sends no requests that the cookie's own
/// check would see. That a page is open is no use of the session; the page tells of a use by a request (circuit.js).
/// </summary>
internal sealed class CircuitRecheck(ILoggerFactory loggers, BrowserSessions sessions, SignInLimits options)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => options.Recheck;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState,
        CancellationToken cancellationToken)
    {
        try
        {
            return await sessions.FindAsync(authenticationState.User, isUse: false, cancellationToken) is not null;
        }
        catch (Exception failure) when (StoreErrors.ProblemOf(failure) is not null)
        {
            // The framework takes a failure for a sign-out, and what was typed would be gone. While the store can't be asked, nothing of
            // it can be read or written by this page either; the next look decides.
            return true;
        }
    }
}
