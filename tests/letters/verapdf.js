// verapdf.js FILE...: checks each file as PDF/A-3A and as PDF/UA-1 in one Java machine, by Rhino's shell,
// which comes in the same jar as veraPDF. Prints "FILE PROFILE ok", or one line a broken rule.
var validation = org.verapdf.pdfa.validation;
org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var foundry = org.verapdf.pdfa.Foundries.defaultInstance();
var profiles = ["PDFA-3A", "PDFUA-1"].map(function (name) {
  var xml = java.lang.ClassLoader.getSystemResourceAsStream("org/verapdf/pdfa/validation/" + name + ".xml");
  return validation.profiles.Profiles.profileFromXml(xml);
});
arguments.forEach(function (path) {
  profiles.forEach(function (profile) {
    var flavour = profile.getPDFAFlavour();
    var parser = foundry.createParser(new java.io.File(path), flavour);
    var result = foundry.createValidator(profile, false).validate(parser);
    parser.close();
    if (result.isCompliant()) print([path, flavour, "ok"].join("\t"));
    result.getTestAssertions().toArray().forEach(function (broken) {
      var rule = broken.getRuleId();
      print([path, flavour, rule.getClause() + "-" + rule.getTestNumber() + " " + broken.getMessage()].join("\t"));
    });
  });
});
