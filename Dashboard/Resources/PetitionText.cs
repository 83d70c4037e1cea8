namespace Concentric.Dashboard.Resources;

/// <summary>Texts of the pages of petitions.</summary>
public sealed class PetitionText;
