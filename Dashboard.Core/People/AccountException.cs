namespace Concentric.People;

/// <summary>Why an account or a key can't be made or changed. Each has a text of its own in the web application's resources.</summary>
public enum AccountProblem
{
    NotAllowed,
    NotFound,
    UserNameWrong,
    UserNameTaken,
    DisplayNameWrong,
    WorkerWithoutCommunity,
    UnknownCommunity,
    LastAdministrator,
    WrongPassword,
    PasswordTooShort,
    PasswordTooLong,
    PasswordTooSimple,
    PasswordIsCommon,
    PasswordHoldsName,
    SetUpLinkDead,
    ChangedMeanwhile,
    MailAddressWrong,
    PasswordUnchanged,
}

/// <summary>An account or a key can't be made or changed as asked; nothing was saved.</summary>
/// <param name="problem">Why.</param>
/// <param name="value">What it is about, as an unknown community's code; never a password.</param>
public sealed class AccountException(AccountProblem problem, string value = "") : Exception($"{problem} {value}".TrimEnd())
{
    public AccountProblem Problem => problem;

    public string Value => value;
}
