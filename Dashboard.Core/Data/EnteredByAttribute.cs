namespace Concentric.Data;

/// <summary>Rights by which records of the street as a whole are entered; any of several is enough.</summary>
[Flags]
public enum EntryRight
{
    None = 0,

    /// <summary><see cref="CurrentUser.MayJudge"/>.</summary>
    Judge = 1,

    /// <summary><see cref="CurrentUser.MayKeepEvaluation"/>.</summary>
    KeepEvaluation = 2,

    /// <summary><see cref="CurrentUser.MayKeepFigures"/>.</summary>
    KeepFigures = 4,

    /// <summary><see cref="CurrentUser.MayInstruct"/>.</summary>
    Instruct = 8,
}

/// <summary>
/// Declares who enters records of a kind that no community keeps, where that is another right than
/// <see cref="CurrentUser.MayKeepStreet"/>; <see cref="Rights"/> reads it. A kind's own word goes before that of its base.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EnteredByAttribute(EntryRight right) : Attribute
{
    public EntryRight Right => right;
}
