using System.Net;

namespace Concentric.Dashboard.Account;

/// <summary>Sign-ins in the log. What was typed as a name is not written: it may be a password in the wrong field.</summary>
internal static partial class AccountLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} signed in from {Address}")]
    public static partial void SignedIn(this ILogger logger, int accountId, IPAddress? address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in from {Address} failed")]
    public static partial void SignInFailed(this ILogger logger, IPAddress? address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sign-ins from {Address} are refused for a while after too many failures")]
    public static partial void SignInThrottled(this ILogger logger, IPAddress? address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} was made with the set-up link")]
    public static partial void SetUp(this ILogger logger, int accountId);
}
