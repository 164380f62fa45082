// html-validate's recommended, document and accessibility rules. Whatever is left out says why.
module.exports = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // A checksum is for what comes from elsewhere, and that is forbidden anyway; our own files carry a hash in
    // their name.
    "require-sri": ["error", { target: "crossorigin" }],
    // Tables of figures are laid out as a grid on small screens; browsers then forget that they are tables, and the
    // role says it again.
    "no-redundant-role": "off",
    // Whoever orders the newsletter may choose several topics, whoever compares several areas: boxes and lists of
    // one name, as HTML means them. The rule knows no lists.
    "form-dup-name": "off",
    // The title of a post or a figure is a whole sentence of its editor; the name of the site is left out then.
    "long-title": "off",
  },
};
