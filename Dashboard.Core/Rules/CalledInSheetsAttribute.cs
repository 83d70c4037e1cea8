namespace Concentric.Rules;

/// <summary>
/// What sheets of offices commonly call a value, beside the names that the program gives it. It stands at the value, so that who adds
/// one sees what is taken for the others.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class CalledInSheetsAttribute(params string[] words) : Attribute
{
    public IReadOnlyList<string> Words => words;
}
